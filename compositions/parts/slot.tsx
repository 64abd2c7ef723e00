import type { CSSProperties, ReactNode } from "react";
import { cardShadow, palette, radius, surfaces } from "../theme.ts";
import { Enter } from "./motion.tsx";

type SlotProps = {
  /** Frame of the scene at which the card takes its place. */
  at: number;
  surface?: { background: string; strong: string };
  /** Where the place is and how large; of the card, how its content stands. */
  style?: CSSProperties;
  card?: CSSProperties;
  children: ReactNode;
};

/** The place of a card that comes later, pale from the start: no picture stands half empty, and one sees how much is to come. */
export function Slot({ at, surface = surfaces.card, style, card, children }: SlotProps) {
  return (
    <div style={{ position: "relative", display: "flex", ...style }}>
      <Enter
        at={0}
        from="nowhere"
        style={{ position: "absolute", inset: 0, borderRadius: radius.card, background: palette.mist }}
      >
        {null}
      </Enter>
      <Enter
        at={at}
        from="nowhere"
        style={{
          position: "relative",
          flex: 1,
          minWidth: 0,
          borderRadius: radius.card,
          background: surface.background,
          color: surface.strong,
          boxShadow: cardShadow,
          display: "flex",
          alignItems: "center",
          ...card,
        }}
      >
        {children}
      </Enter>
    </div>
  );
}
