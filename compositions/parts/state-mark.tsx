import type { MarkedState } from "../scene.ts";
import { palette } from "../theme.ts";

/** How a state is drawn, so that it does not depend on colour alone: an empty ring, a ring half full, a magnifier. */
export function StateMark({ state, size }: { state: MarkedState; size: number }) {
  if (state === "in-review") return <Magnifier size={size} />;
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" style={{ flex: "none" }}>
      <circle cx="16" cy="16" r="12.5" fill={palette.white} stroke={palette.navy} strokeWidth="4" />
      {state === "partial" && <path d="M16 3.5a12.5 12.5 0 0 1 0 25Z" fill={palette.navy} />}
    </svg>
  );
}

function Magnifier({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" style={{ flex: "none" }}>
      <path d="m20 20 8.5 8.5" stroke={palette.navy} strokeWidth="5" strokeLinecap="round" />
      <circle cx="13" cy="13" r="9.5" fill={palette.white} stroke={palette.navy} strokeWidth="4" />
    </svg>
  );
}
