import { palette } from "../theme.ts";
import { Canvas } from "./canvas.tsx";

/** A clock whose hours change, and the bill that follows it; `turned` from 0 to 1. */
export function ClockAndSum({ turned }: { turned: number }) {
  const fromNoon = -30 - turned * 240;
  return (
    <Canvas>
      <circle cx="176" cy="186" r="132" fill={palette.blue} />
      <circle cx="176" cy="186" r="112" fill={palette.white} />
      {[0, 90, 180, 270].map((angle) => (
        <rect
          key={angle}
          x="171"
          y="86"
          width="10"
          height="22"
          rx="5"
          fill={palette.sky}
          transform={`rotate(${angle} 176 186)`}
        />
      ))}
      <path d={sector(fromNoon)} fill={palette.amber} />
      <path d="M176 186V112" stroke={palette.navy} strokeWidth="12" strokeLinecap="round" />
      <path
        d="M176 186V128"
        stroke={palette.navy}
        strokeWidth="12"
        strokeLinecap="round"
        transform={`rotate(${fromNoon} 176 186)`}
      />
      <circle cx="176" cy="186" r="12" fill={palette.navy} />
      <g transform="translate(236 232)">
        <rect width="140" height="150" rx="14" fill={palette.white} stroke={palette.sky} strokeWidth="4" />
        {[0, 1, 2].map((bar) => (
          <rect
            key={bar}
            x={24 + bar * 34}
            y={124 - barHeight(bar, turned)}
            width="24"
            height={barHeight(bar, turned)}
            rx="5"
            fill={bar === 2 ? palette.green : palette.sky}
          />
        ))}
      </g>
    </Canvas>
  );
}

/** The part of the dial from noon back to the hand; degrees, negative. */
function sector(degrees: number): string {
  const angle = ((degrees - 90) * Math.PI) / 180;
  const [x, y] = [176 + 84 * Math.cos(angle), 186 + 84 * Math.sin(angle)];
  return `M176 186V102A84 84 0 ${degrees < -180 ? 1 : 0} 0 ${x} ${y}Z`;
}

/** Two earlier amounts stand; the third becomes smaller with the hours. */
const barHeight = (bar: number, turned: number) => (bar === 2 ? 96 - turned * 44 : 96);
