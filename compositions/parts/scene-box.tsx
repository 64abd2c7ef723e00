import type { ReactNode } from "react";
import { useFonts } from "../fonts/font-faces.ts";
import type { Scene } from "../scene.ts";
import { videoProfile } from "../scene-timing.ts";
import { fontStack, margin, palette, surfaces, textSize } from "../theme.ts";
import { ChapterLine } from "./chapter-line.tsx";

/** The ground that every scene starts and ends on, with wordmark, website and chapter; 1280×720 whatever is around it. */
export function SceneBox({
  scene,
  children,
}: {
  scene: Pick<Scene, "sender" | "website" | "chapter">;
  children: ReactNode;
}) {
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
        left: margin.x,
        right: margin.x,
        top: margin.y,
        height: 48,
        display: "flex",
        justifyContent: "space-between",
        lineHeight: "48px",
      }}
    >
      <div style={{ fontSize: 40, fontWeight: 700, color: surfaces.ground.accent }}>{sender}</div>
      <div style={{ fontSize: textSize.small, fontWeight: 600, color: surfaces.ground.quiet }}>{website}</div>
    </div>
  );
}
