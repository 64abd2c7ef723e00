import { palette } from "../theme.ts";
import { Canvas } from "./canvas.tsx";
import { CheckMark } from "./check-mark.tsx";

/** A receipt with its lines, and a check mark that grows from 0 to 1. */
export function Receipt({ checked }: { checked: number }) {
  return (
    <Canvas>
      <path
        d="M112 66h196v290l-28-20-28 20-42-20-42 20-28-20-28 20Z"
        fill={palette.white}
        stroke={palette.white}
        strokeWidth="8"
        strokeLinejoin="round"
      />
      <circle cx="146" cy="112" r="18" fill={palette.blue} />
      <rect x="178" y="102" width="96" height="20" rx="10" fill={palette.sky} />
      {[158, 194, 230].map((y) => (
        <g key={y}>
          <rect x="132" y={y} width="92" height="14" rx="7" fill={palette.mist} />
          <rect x="246" y={y} width="42" height="14" rx="7" fill={palette.sky} />
        </g>
      ))}
      <path d="M132 268h156" stroke={palette.sky} strokeWidth="4" strokeDasharray="10 8" />
      <rect x="132" y="288" width="60" height="18" rx="9" fill={palette.navy} />
      <rect x="228" y="288" width="60" height="18" rx="9" fill={palette.navy} />
      <CheckMark x={304} y={300} radius={54} growth={checked} />
    </Canvas>
  );
}
