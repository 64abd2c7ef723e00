import type { SceneOf } from "../scene.ts";
import { margin, surfaces } from "../theme.ts";
import { FittedText } from "./fitted-text.tsx";
import { Enter } from "./motion.tsx";
import { StateMark } from "./state-mark.tsx";

const markSize = 36;
const gapToLabel = 16;

/** Where it begins, pixels between entries, and of a label at most; three entries may need the whole width. */
const besideYears = { left: margin.x + 128, gap: 56, label: 430 };
const belowAll = { left: margin.x, gap: 36, label: 308 };

/** What the marks in the calendar mean. */
export function StateLegend({ legend, at }: { legend: SceneOf<"quarters">["legend"]; at: number }) {
  const { left, gap, label: width } = legend.length > 2 ? belowAll : besideYears;
  return (
    <Enter
      at={at}
      from="left"
      style={{ position: "absolute", left, top: 544, height: 76, display: "flex", gap, alignItems: "center" }}
    >
      {legend.map(({ state, label }) => (
        <div
          key={state}
          style={{ display: "flex", gap: gapToLabel, alignItems: "center", color: surfaces.ground.strong }}
        >
          <StateMark state={state} size={markSize} />
          <FittedText text={label} width={width} maximumSize={36} maximumLines={2} maximumHeight={76} weight={600} />
        </div>
      ))}
    </Enter>
  );
}
