import { palette } from "../theme.ts";
import { Canvas } from "./canvas.tsx";

/** Two people shake hands; their arms come from beyond the round ground. */
export function Handshake() {
  return (
    <Canvas>
      <clipPath id="round-ground">
        <circle cx="210" cy="210" r="206" />
      </clipPath>
      <g clipPath="url(#round-ground)">
        <g transform="rotate(8 210 210)">
          <rect x="306" y="146" width="140" height="128" fill={palette.deepBlue} />
          <rect x="282" y="156" width="34" height="108" rx="10" fill={palette.white} />
          <path d="M290 168H228a44 42 0 0 0 0 84h62Z" fill={palette.skinDark} />
        </g>
        <g transform="rotate(-8 210 210)">
          <rect x="-30" y="146" width="144" height="128" fill={palette.blue} />
          <path d="M124 168h70a40 42 0 0 1 0 84h-70Z" fill={palette.skinLight} />
          <rect x="104" y="156" width="34" height="108" rx="10" fill={palette.white} />
        </g>
        <g transform="rotate(24 210 210)" stroke={palette.skinShade} strokeWidth="3">
          {[0, 1, 2, 3].map((finger) => (
            <rect
              key={finger}
              x={176 - finger * 5}
              y={172 + finger * 22}
              width={92 - finger * 9}
              height="25"
              rx="12.5"
              fill={palette.skinLight}
            />
          ))}
        </g>
        <path d="M148 178c22-6 40-8 64 0l-6 60c-22 14-40 16-62 10Z" fill={palette.skinLight} />
        <path
          d="M286 176c-26-24-52-28-92-6"
          fill="none"
          stroke={palette.skinDark}
          strokeWidth="28"
          strokeLinecap="round"
        />
      </g>
    </Canvas>
  );
}
