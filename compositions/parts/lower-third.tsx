import { cardShadow, margin, palette, radius, surfaces } from "../theme.ts";
import { FittedText } from "./fitted-text.tsx";
import { Enter } from "./motion.tsx";

/** Where a step happens, or where a figure comes from. Above the place of captions. */
export function LowerThird({ text, at }: { text: string; at: number }) {
  return (
    <Enter
      at={at}
      from="left"
      style={{
        position: "absolute",
        left: margin.x,
        top: 546,
        height: 64,
        display: "flex",
        alignItems: "stretch",
        borderRadius: radius.card,
        overflow: "hidden",
        background: surfaces.card.background,
        boxShadow: cardShadow,
      }}
    >
      <div
        style={{ width: 64, background: palette.blue, display: "flex", alignItems: "center", justifyContent: "center" }}
      >
        <svg width="32" height="32" viewBox="0 0 32 32" aria-hidden="true">
          <path
            d="M10 5 21 16 10 27"
            fill="none"
            stroke={palette.white}
            strokeWidth="5"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
      </div>
      <div style={{ padding: "0 28px 0 24px", display: "flex", alignItems: "center", color: surfaces.card.strong }}>
        <FittedText text={text} width={1036} maximumSize={34} maximumLines={1} weight={600} />
      </div>
    </Enter>
  );
}
