import { palette } from "../theme.ts";
import { Canvas } from "./canvas.tsx";

/** A notice that comes out of its envelope; `opening` from 0 to 1. */
export function Letter({ opening, size }: { opening: number; size?: number }) {
  return (
    <Canvas size={size}>
      <path
        d="M62 196 210 92l148 104v150H62Z"
        fill={palette.deepBlue}
        stroke={palette.deepBlue}
        strokeWidth="12"
        strokeLinejoin="round"
      />
      <g transform={`translate(0 ${(1 - opening) * 110})`}>
        <rect x="96" y="72" width="228" height="230" rx="10" fill={palette.white} />
        <rect x="120" y="98" width="60" height="60" rx="10" fill={palette.amber} />
        <path d="M134 116h32M134 130h32M134 144h18" stroke={palette.navy} strokeWidth="6" strokeLinecap="round" />
        <rect x="198" y="104" width="100" height="14" rx="7" fill={palette.navy} />
        <rect x="198" y="130" width="76" height="12" rx="6" fill={palette.sky} />
        <rect x="120" y="178" width="180" height="12" rx="6" fill={palette.mist} />
        <rect x="120" y="202" width="150" height="12" rx="6" fill={palette.mist} />
      </g>
      <path
        d="M62 200 210 292 358 200v146H62Z"
        fill={palette.blue}
        stroke={palette.blue}
        strokeWidth="12"
        strokeLinejoin="round"
      />
      <path d="M66 344 176 262M354 344 244 262" stroke={palette.sky} strokeWidth="6" strokeLinecap="round" />
    </Canvas>
  );
}
