import { palette } from "../theme.ts";
import { Canvas } from "./canvas.tsx";
import { CheckMark } from "./check-mark.tsx";

const rows = [150, 206, 262, 318];

/** A statement of account whose rows are checked one after the other; `checked` from 0 to 1. */
export function Statement({ checked }: { checked: number }) {
  return (
    <Canvas>
      <rect x="72" y="50" width="260" height="320" rx="16" fill={palette.white} />
      <rect x="98" y="78" width="120" height="20" rx="10" fill={palette.blue} />
      <path d="M98 118h208" stroke={palette.sky} strokeWidth="4" />
      {rows.map((y, index) => (
        <g key={y}>
          <CheckMark x={118} y={y} radius={20} growth={step(checked, index)} />
          <rect x="150" y={y - 7} width="86" height="14" rx="7" fill={palette.sky} />
          <rect x="258" y={y - 7} width="48" height="14" rx="7" fill={palette.navy} />
        </g>
      ))}
      <g transform={`translate(${300} ${180 + checked * 110})`}>
        <path d="M40 40 84 84" stroke={palette.navy} strokeWidth="22" strokeLinecap="round" />
        <circle r="58" fill="none" stroke={palette.deepBlue} strokeWidth="16" />
        <circle r="50" fill={palette.sky} opacity="0.35" />
      </g>
    </Canvas>
  );
}

/** The share of the way that belongs to one row. */
const step = (checked: number, index: number) => Math.min(1, Math.max(0, checked * rows.length - index));
