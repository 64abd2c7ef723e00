import type { ReactNode } from "react";
import { useFonts } from "../fonts/font-faces.ts";
import type { Scene } from "../scene.ts";
import { videoProfile } from "../scene-timing.ts";
import { shownText } from "../shown-text.ts";
import { fontStack, margin, palette, surfaces, textSize } from "../theme.ts";
import { ChapterLine } from "./chapter-line.tsx";
import { FittedText } from "./fitted-text.tsx";

type SceneBoxProps = { scene: Scene; children: ReactNode };

/** The ground that every scene starts and ends on, with wordmark, website and chapter; 1280×720 whatever is around it. */
export function SceneBox({ scene, children }: SceneBoxProps) {
  const isReady = useFonts(shownText(scene).join(""));
  const { width, height } = videoProfile;
  return (
    <div
      style={{
        position: "absolute",
        left: 0,
        top: 0,
        width,
        height,
        overflow: "hidden",
        background: palette.ground,
        color: surfaces.ground.strong,
        fontFamily: fontStack.text,
      }}
    >
      {isReady && (
        <>
          <Header sender={scene.sender} website={scene.website} />
          {children}
          <ChapterLine chapter={scene.chapter} />
        </>
      )}
    </div>
  );
}

function Header({ sender, website }: { sender: string; website: string }) {
  return (
    <div
      style={{
        position: "absolute",
        left: 0,
        right: 0,
        top: 0,
        height: 100,
        padding: `6px ${margin.x}px 0`,
        boxSizing: "border-box",
        display: "flex",
        justifyContent: "space-between",
        alignItems: "center",
        background: surfaces.blue.background,
        color: surfaces.blue.strong,
      }}
    >
      <FittedText text={sender} width={680} maximumSize={44} maximumLines={1} weight={700} />
      <FittedText text={website} width={448} maximumSize={textSize.small} maximumLines={1} weight={600} />
    </div>
  );
}
