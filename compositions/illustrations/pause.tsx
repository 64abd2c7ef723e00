import { palette } from "../theme.ts";
import { Canvas } from "./canvas.tsx";

/** A quarter's page of the calendar with a pause sign on it that grows from 0 to 1. */
export function Pause({ growth }: { growth: number }) {
  return (
    <Canvas>
      <rect x="70" y="84" width="260" height="262" rx="20" fill={palette.white} />
      <path d="M70 104a20 20 0 0 1 20-20h220a20 20 0 0 1 20 20v46H70Z" fill={palette.blue} />
      {[126, 200, 274].map((x) => (
        <rect key={x} x={x - 7} y="62" width="14" height="44" rx="7" fill={palette.navy} />
      ))}
      {[0, 1, 2].flatMap((row) =>
        [0, 1, 2, 3].map((column) => (
          <rect
            key={`${row}-${column}`}
            x={94 + column * 56}
            y={174 + row * 54}
            width="44"
            height="40"
            rx="8"
            fill={palette.mist}
          />
        )),
      )}
      <g transform={`translate(292 300) scale(${growth})`}>
        <circle r="82" fill={palette.white} />
        <circle r="72" fill={palette.amber} />
        <rect x="-30" y="-34" width="20" height="68" rx="6" fill={palette.navy} />
        <rect x="10" y="-34" width="20" height="68" rx="6" fill={palette.navy} />
      </g>
    </Canvas>
  );
}
