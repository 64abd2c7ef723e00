import { palette } from "../theme.ts";
import { Canvas } from "./canvas.tsx";

const dots = [236, 276, 316];

/** A message under a magnifier, and the answer that is being written; `answering` from 0 to 1. */
export function Exchange({ answering }: { answering: number }) {
  return (
    <Canvas>
      <path
        d="M70 66h220a24 24 0 0 1 24 24v96a24 24 0 0 1-24 24H136l-48 42v-42H70a24 24 0 0 1-24-24V90a24 24 0 0 1 24-24Z"
        fill={palette.blue}
      />
      <rect x="78" y="100" width="150" height="16" rx="8" fill={palette.white} />
      <rect x="78" y="132" width="126" height="14" rx="7" fill={palette.sky} />
      <rect x="78" y="162" width="96" height="14" rx="7" fill={palette.sky} />
      <g transform={`translate(${262 + answering * 22} ${128 - answering * 14})`}>
        <path d="m36 36 40 40" stroke={palette.navy} strokeWidth="20" strokeLinecap="round" />
        <circle r="50" fill={palette.white} stroke={palette.navy} strokeWidth="14" />
        <rect x="-28" y="-14" width="56" height="11" rx="5.5" fill={palette.blue} />
        <rect x="-28" y="8" width="38" height="11" rx="5.5" fill={palette.sky} />
      </g>
      <path
        d="M186 242h176a24 24 0 0 1 24 24v60a24 24 0 0 1-24 24h-6v42l-48-42H186a24 24 0 0 1-24-24v-60a24 24 0 0 1 24-24Z"
        fill={palette.white}
        stroke={palette.sky}
        strokeWidth="4"
        strokeLinejoin="round"
      />
      {dots.map((x, index) => (
        <circle key={x} cx={x} cy="296" r={14 * step(answering, index)} fill={palette.deepBlue} />
      ))}
    </Canvas>
  );
}

/** The share of the way that belongs to one dot. */
const step = (answering: number, index: number) => Math.min(1, Math.max(0, answering * dots.length - index));
