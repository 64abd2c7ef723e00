import type { CSSProperties } from "react";
import { palette, surfaces, textSize } from "../theme.ts";
import { FittedText } from "./fitted-text.tsx";
import { Enter } from "./motion.tsx";
import { textColumn } from "./two-columns.tsx";

const disc: CSSProperties = { position: "absolute", inset: 0, borderRadius: 28 };

/** Steps one below the other, each entering at its own frame; their places are there from the start. */
export function NumberedSteps({ steps, stepsAt }: { steps: string[]; stepsAt: number[] }) {
  return (
    <div style={{ display: "flex", flexDirection: "column", gap: 14 }}>
      {steps.map((step, index) => (
        <div key={step} style={{ display: "flex", gap: 20, alignItems: "center" }}>
          <div style={{ position: "relative", flex: "none", width: 56, height: 56 }}>
            <Enter at={0} from="nowhere" style={{ ...disc, background: palette.mist }}>
              {null}
            </Enter>
            <StepNumber number={index + 1} at={stepsAt[index] ?? 0} />
          </div>
          <Enter at={stepsAt[index] ?? 0} from="left">
            <FittedText
              text={step}
              width={textColumn - 76}
              maximumSize={textSize.body + 2}
              maximumLines={1}
              weight={600}
            />
          </Enter>
        </div>
      ))}
    </div>
  );
}

function StepNumber({ number, at }: { number: number; at: number }) {
  return (
    <Enter
      at={at}
      from="nowhere"
      style={{
        ...disc,
        background: surfaces.blue.background,
        color: surfaces.blue.strong,
        fontSize: 34,
        fontWeight: 700,
        lineHeight: "54px",
        textAlign: "center",
      }}
    >
      {number}
    </Enter>
  );
}
