import type { SceneOf } from "../scene.ts";
import { cardShadow, palette, radius, surfaces, textSize } from "../theme.ts";
import { Enter, useGrowth } from "./motion.tsx";
import { StateMark } from "./state-mark.tsx";

type Year = SceneOf<"quarters">["years"][number];
type Cell = Year["quarters"][number];

/** A year with its four quarters; `markAt` says at which frame its n-th marked quarter is marked. */
export function CalendarYear({
  year,
  height,
  markAt,
}: {
  year: Year;
  height: number;
  markAt: (index: number) => number;
}) {
  let marked = 0;
  return (
    <Enter at={0} style={{ height, display: "flex", gap: 16, alignItems: "stretch" }}>
      <div
        style={{
          width: 112,
          fontSize: 46,
          fontWeight: 700,
          color: surfaces.ground.accent,
          display: "flex",
          alignItems: "center",
        }}
      >
        {year.year}
      </div>
      {year.quarters.map((cell) =>
        cell.state === "none" ? (
          <QuietCell key={cell.number} cell={cell} />
        ) : (
          <MarkedCell key={cell.number} cell={cell} state={cell.state} height={height} at={markAt(marked++)} />
        ),
      )}
    </Enter>
  );
}

const cellStyle = {
  flex: 1,
  position: "relative",
  overflow: "hidden",
  borderRadius: radius.card,
  background: palette.white,
  boxShadow: cardShadow,
  fontSize: textSize.small + 2,
} as const;
const labelStyle = {
  position: "absolute",
  inset: 0,
  display: "flex",
  alignItems: "center",
  justifyContent: "center",
  gap: 14,
} as const;

function QuietCell({ cell }: { cell: Cell }) {
  return (
    <div style={cellStyle}>
      <div style={{ ...labelStyle, color: surfaces.card.quiet }}>{cell.label}</div>
    </div>
  );
}

/** Filled from below: whole when nothing is paid, in part when a part is; in a low cell the part stays below the text. */
function MarkedCell({
  cell,
  state,
  height,
  at,
}: {
  cell: Cell;
  state: "unpaid" | "partial";
  height: number;
  at: number;
}) {
  const growth = useGrowth(at);
  const filled = growth * (state === "unpaid" ? height : height > 120 ? height / 2 : 14);
  return (
    <div style={cellStyle}>
      <div
        style={{
          position: "absolute",
          left: 0,
          right: 0,
          bottom: 0,
          height: filled,
          background: surfaces.amber.background,
        }}
      />
      <div
        style={{
          position: "absolute",
          inset: 0,
          borderRadius: radius.card,
          border: `4px solid ${palette.amber}`,
          opacity: growth,
        }}
      />
      <div
        style={{
          ...labelStyle,
          flexDirection: height > 120 ? "column" : "row",
          fontWeight: 700,
          color: surfaces.amber.strong,
        }}
      >
        {cell.label}
        <div style={{ opacity: growth, display: "flex" }}>
          <StateMark state={state} size={height > 120 ? 44 : 30} />
        </div>
      </div>
    </div>
  );
}
