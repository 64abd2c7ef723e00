import { Sequence } from "remotion";
import { useFonts } from "./fonts/font-faces.ts";
import type { Scene } from "./scene.ts";
import { sceneTiming, videoProfile } from "./scene-timing.ts";
import { SceneView } from "./scenes/scene-view.tsx";
import { fontStack, surfaces } from "./theme.ts";

/** A scene, and why a person should look at it; at rest, unless a frame of it is named. */
export type ContactSheetEntry = { scene: Scene; note: string; frame?: number };

const columns = 3;
const gap = 24;
const noteHeight = 56;
const scale = 0.5;
const cell = { width: videoProfile.width * scale, height: videoProfile.height * scale + noteHeight };

/** The size of a sheet in pixels; at least one row. */
export function contactSheetSize(entries: number): { width: number; height: number } {
  const rows = Math.max(1, Math.ceil(entries / columns));
  return { width: columns * (cell.width + gap) + gap, height: rows * (cell.height + gap) + gap };
}

/** Many scenes at half size, with a line below each. */
export function ContactSheet({ entries }: { entries: ContactSheetEntry[] }) {
  const isReady = useFonts();
  return (
    <div
      style={{
        position: "absolute",
        left: 0,
        top: 0,
        ...contactSheetSize(entries.length),
        padding: gap,
        boxSizing: "border-box",
        display: "flex",
        flexWrap: "wrap",
        alignContent: "flex-start",
        gap,
        background: surfaces.card.background,
        color: surfaces.card.strong,
        fontFamily: fontStack.text,
        fontSize: 28,
        fontWeight: 600,
      }}
    >
      {isReady && entries.map((entry, index) => <Cell key={index} entry={entry} />)}
    </div>
  );
}

function Cell({ entry }: { entry: ContactSheetEntry }) {
  return (
    <div style={cell}>
      <div
        style={{
          position: "relative",
          width: cell.width,
          height: cell.height - noteHeight,
          overflow: "hidden",
          outline: `1px solid ${surfaces.card.quiet}`,
        }}
      >
        <div style={{ position: "absolute", left: 0, top: 0, transformOrigin: "0 0", transform: `scale(${scale})` }}>
          <Sequence from={-(entry.frame ?? sceneTiming(entry.scene).movingFrames)} layout="none">
            <SceneView scene={entry.scene} />
          </Sequence>
        </div>
      </div>
      <div
        style={{ lineHeight: `${noteHeight}px`, whiteSpace: "nowrap", overflow: "hidden", textOverflow: "ellipsis" }}
      >
        {entry.note}
      </div>
    </div>
  );
}
