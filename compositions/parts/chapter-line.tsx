import type { Scene } from "../scene.ts";
import { margin, palette, surfaces, textSize } from "../theme.ts";

/** The chapter and how far the guide has come: the same at the same chapter of every guide. */
export function ChapterLine({ chapter }: { chapter: Scene["chapter"] }) {
  const numbers = Array.from({ length: chapter.of }, (_, index) => index + 1);
  return (
    <div
      style={{
        position: "absolute",
        left: margin.x,
        right: margin.x,
        bottom: margin.y,
        height: 44,
        display: "flex",
        alignItems: "center",
      }}
    >
      <div
        style={{
          width: 400,
          fontSize: textSize.small,
          fontWeight: 600,
          lineHeight: "44px",
          color: surfaces.ground.quiet,
          whiteSpace: "nowrap",
        }}
      >
        {chapter.title}
      </div>
      <div style={{ flex: 1, display: "flex", gap: 10 }}>
        {numbers.map((number) => (
          <div
            key={number}
            style={{ flex: 1, height: 10, borderRadius: 5, background: segmentColour(number, chapter) }}
          />
        ))}
      </div>
    </div>
  );
}

function segmentColour(number: number, chapter: Scene["chapter"]): string {
  return number <= chapter.number ? palette.blue : palette.chapterAhead;
}
