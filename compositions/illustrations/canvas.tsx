import type { ReactNode } from "react";

/** The square that drawings are made in: 420 units, 420 pixels unless said otherwise. Drawings say nothing that the text does not. */
export function Canvas({ size = 420, children }: { size?: number; children: ReactNode }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 420 420"
      aria-hidden="true"
      style={{ display: "block", overflow: "visible" }}
    >
      {children}
    </svg>
  );
}
