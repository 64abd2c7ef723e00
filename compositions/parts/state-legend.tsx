import type { SceneOf } from "../scene.ts";
import { margin, surfaces } from "../theme.ts";
import { Enter } from "./motion.tsx";
import { StateMark } from "./state-mark.tsx";

/** What the marks in the calendar mean. */
export function StateLegend({ legend, at }: { legend: SceneOf<"quarters">["legend"]; at: number }) {
  return (
    <Enter
      at={at}
      from="left"
      style={{
        position: "absolute",
        left: margin.x + 128,
        top: 554,
        height: 56,
        display: "flex",
        gap: 56,
        alignItems: "center",
      }}
    >
      {legend.map(({ state, label }) => (
        <div
          key={state}
          style={{
            display: "flex",
            gap: 16,
            alignItems: "center",
            fontSize: 36,
            fontWeight: 600,
            color: surfaces.ground.strong,
          }}
        >
          <StateMark state={state} size={36} />
          {label}
        </div>
      ))}
    </Enter>
  );
}
