import type { ReactNode } from "react";
import { margin, palette } from "../theme.ts";
import { Enter } from "./motion.tsx";

/** Width of the column of text, in pixels. */
export const textColumn = 700;

type TwoColumnsProps = { drawing: ReactNode; drawingAt?: number; children: ReactNode };

/** Text on the left, centred on the height above the lower third; a drawing of 420×420 on the right. */
export function TwoColumns({ drawing, drawingAt = 0, children }: TwoColumnsProps) {
  return (
    <>
      <div
        style={{
          position: "absolute",
          left: margin.x,
          top: 120,
          width: textColumn,
          height: 406,
          display: "flex",
          flexDirection: "column",
          justifyContent: "center",
          gap: 24,
        }}
      >
        {children}
      </div>
      <Enter
        at={drawingAt}
        from="nowhere"
        style={{
          position: "absolute",
          left: 796,
          top: 118,
          width: 420,
          height: 420,
          borderRadius: "50%",
          background: palette.mist,
        }}
      >
        {null}
      </Enter>
      <Enter at={drawingAt} from="right" style={{ position: "absolute", left: 796, top: 118, width: 420, height: 420 }}>
        {drawing}
      </Enter>
    </>
  );
}
