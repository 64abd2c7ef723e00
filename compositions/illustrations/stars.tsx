import { palette } from "../theme.ts";
import { Canvas } from "./canvas.tsx";

/** A video that can be played again, and five stars below it that light up; `lit` from 0 to 5. */
export function VideoWithStars({ lit }: { lit: number }) {
  return (
    <Canvas>
      <rect x="50" y="74" width="320" height="190" rx="20" fill={palette.navy} />
      <rect x="66" y="90" width="288" height="158" rx="10" fill={palette.white} />
      <circle cx="210" cy="169" r="52" fill={palette.blue} />
      <path d="M194 142v54l46-27Z" fill={palette.white} stroke={palette.white} strokeWidth="6" strokeLinejoin="round" />
      {[0, 1, 2, 3, 4].map((star) => (
        <g key={star} transform={`translate(${82 + star * 64} 322)`}>
          <path d={starPath} fill={palette.white} />
          <path d={starPath} fill={palette.amber} opacity={Math.min(1, Math.max(0, lit - star))} />
        </g>
      ))}
    </Canvas>
  );
}

/** Five points, 28 units from the middle, 12 between. */
const starPath = `M${Array.from({ length: 10 }, (_, index) => {
  const angle = ((index * 36 - 90) * Math.PI) / 180;
  const distance = index % 2 === 0 ? 29 : 13;
  return `${(distance * Math.cos(angle)).toFixed(2)} ${(distance * Math.sin(angle)).toFixed(2)}`;
}).join("L")}Z`;
