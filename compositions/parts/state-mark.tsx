import { palette } from "../theme.ts";

/** How a state is drawn, so that it does not depend on colour alone: an empty ring, or a ring half full. */
export function StateMark({ state, size }: { state: "unpaid" | "partial"; size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" style={{ flex: "none" }}>
      <circle cx="16" cy="16" r="12.5" fill={palette.white} stroke={palette.navy} strokeWidth="4" />
      {state === "partial" && <path d="M16 3.5a12.5 12.5 0 0 1 0 25Z" fill={palette.navy} />}
    </svg>
  );
}
