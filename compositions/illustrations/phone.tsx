import type { ReactNode } from "react";
import { palette } from "../theme.ts";

/** A phone around its screen; the screen is 168×296 units from (126, 62). */
export function Phone({ children }: { children?: ReactNode }) {
  return (
    <>
      <rect x="112" y="34" width="196" height="352" rx="30" fill={palette.navy} />
      <rect x="124" y="58" width="172" height="304" rx="12" fill={palette.white} />
      <rect x="184" y="43" width="52" height="7" rx="3.5" fill={palette.slate} />
      {children}
    </>
  );
}
