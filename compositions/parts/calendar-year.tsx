import type { MarkedState, SceneOf } from "../scene.ts";
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
          <QuietCell key={cell.number} cell={cell} height={height} />
        ) : (
          <MarkedCell key={cell.number} cell={cell} state={cell.state} height={height} at={markAt(marked++)} />
        ),
      )}
    </Enter>
  );
}

/** Pixels; so low a cell shows no months, and a still lower one everything in one line. */
const cellWithoutMonths = 150;
const lowCell = 120;

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

function QuietCell({ cell, height }: { cell: Cell; height: number }) {
  return (
    <div style={cellStyle}>
      <div style={{ ...labelStyle, flexDirection: "column", gap: 4, color: surfaces.card.quiet }}>
        <CellLabel cell={cell} height={height} />
      </div>
    </div>
  );
}

/** The quarter, and its months where there is room below it. */
function CellLabel({ cell, height }: { cell: Cell; height: number }) {
  return (
    <>
      <div>{cell.label}</div>
      {height > cellWithoutMonths && <div style={{ fontSize: textSize.small, fontWeight: 400 }}>{cell.months}</div>}
    </>
  );
}

/** Filled from below: whole when nothing is paid, in part when a part is. In review: of another colour, and framed by dashes. */
function MarkedCell({ cell, state, height, at }: { cell: Cell; state: MarkedState; height: number; at: number }) {
  const growth = useGrowth(at);
  const surface = state === "in-review" ? surfaces.mist : surfaces.amber;
  const filled = growth * (state === "partial" ? partHeight(height) : height);
  return (
    <div style={cellStyle}>
      <div
        style={{
          position: "absolute",
          left: 0,
          right: 0,
          bottom: 0,
          height: filled,
          background: surface.background,
        }}
      />
      <div
        style={{
          position: "absolute",
          inset: 0,
          borderRadius: radius.card,
          border: state === "in-review" ? `4px dashed ${palette.blue}` : `4px solid ${palette.amber}`,
          opacity: growth,
        }}
      />
      <div
        style={{
          ...labelStyle,
          flexDirection: height > lowCell ? "column" : "row",
          gap: height > lowCell ? 6 : 14,
          fontWeight: 700,
          color: surface.strong,
        }}
      >
        <CellLabel cell={cell} height={height} />
        <div style={{ opacity: growth, display: "flex" }}>
          <StateMark state={state} size={height > lowCell ? 40 : 30} />
        </div>
      </div>
    </div>
  );
}

/** Pixels of a part that is paid: it ends between the lines of text, or below them in a low cell. */
function partHeight(height: number): number {
  if (height > cellWithoutMonths) return height * 0.37;
  return height > lowCell ? height / 2 : 14;
}
