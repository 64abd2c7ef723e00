import { surfaces, textSize } from "../theme.ts";
import { FittedText } from "./fitted-text.tsx";
import { Enter } from "./motion.tsx";
import { textColumn } from "./two-columns.tsx";

/** Steps one below the other, each entering at its own frame. */
export function NumberedSteps({ steps, stepsAt }: { steps: string[]; stepsAt: number[] }) {
  return (
    <div style={{ display: "flex", flexDirection: "column", gap: 14 }}>
      {steps.map((step, index) => (
        <Enter
          key={step}
          at={stepsAt[index] ?? 0}
          from="left"
          style={{
            display: "flex",
            gap: 20,
            alignItems: "center",
          }}
        >
          <div
            style={{
              flex: "none",
              width: 56,
              height: 56,
              borderRadius: 28,
              background: surfaces.blue.background,
              color: surfaces.blue.strong,
              fontSize: 34,
              fontWeight: 700,
              lineHeight: "54px",
              textAlign: "center",
            }}
          >
            {index + 1}
          </div>
          <FittedText
            text={step}
            width={textColumn - 76}
            maximumSize={textSize.body + 2}
            maximumLines={1}
            weight={600}
          />
        </Enter>
      ))}
    </div>
  );
}
