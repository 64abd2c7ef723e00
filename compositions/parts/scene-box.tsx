import type { ReactNode } from "react";
import { useFonts } from "../fonts/font-faces.ts";
import type { Scene } from "../scene.ts";
import { videoProfile } from "../scene-timing.ts";
import { fontStack, margin, palette, surfaces, textSize } from "../theme.ts";
import { ChapterLine } from "./chapter-line.tsx";

type SceneBoxProps = { scene: Pick<Scene, "sender" | "website" | "chapter">; children: ReactNode };

/** The ground that every scene starts and ends on, with wordmark, website and chapter; 1280×720 whatever is around it. */
export function SceneBox({ scene, children }: SceneBoxProps) {
  const isReady = useFonts();
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
        textWrap: "balance",
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
        padding: `${margin.y}px ${margin.x}px 0`,
        boxSizing: "border-box",
        display: "flex",
        justifyContent: "space-between",
        lineHeight: "44px",
        background: surfaces.blue.background,
        color: surfaces.blue.strong,
      }}
    >
      <div style={{ fontSize: 44, fontWeight: 700 }}>{sender}</div>
      <div style={{ fontSize: textSize.small, fontWeight: 600 }}>{website}</div>
    </div>
  );
}
