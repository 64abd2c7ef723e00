import type { ReactNode } from "react";
import { margin, palette } from "../theme.ts";
import { Enter } from "./motion.tsx";

/** Width of the column of text, in pixels. */
export const textColumn = 700;

/** Height of the text, in pixels: down to the lower third, or to the chapter line when there is none. */
const heights = { withPlace: 406, alone: 494 } as const;
const top = 120;
const drawingSize = 420;

type TwoColumnsProps = {
  drawing: ReactNode;
  drawingAt?: number;
  /** No lower third stands below: everything moves to the middle of the ground. */
  isAlone?: boolean;
  children: ReactNode;
};

/** Text on the left, centred on the height it has; a drawing of 420×420 on the right. */
export function TwoColumns({ drawing, drawingAt = 0, isAlone = false, children }: TwoColumnsProps) {
  const height = isAlone ? heights.alone : heights.withPlace;
  const drawingPlace = {
    position: "absolute",
    right: margin.x,
    top: Math.max(top + 2, top + (height - drawingSize) / 2),
    width: drawingSize,
    height: drawingSize,
  } as const;
  return (
    <>
      <div
        style={{
          position: "absolute",
          left: margin.x,
          top,
          width: textColumn,
          height,
          display: "flex",
          flexDirection: "column",
          justifyContent: "center",
          gap: 24,
        }}
      >
        {children}
      </div>
      <Enter at={drawingAt} from="nowhere" style={{ ...drawingPlace, borderRadius: "50%", background: palette.mist }}>
        {null}
      </Enter>
      <Enter at={drawingAt} from="right" style={drawingPlace}>
        {drawing}
      </Enter>
    </>
  );
}
