import { palette } from "../theme.ts";
import { Canvas } from "./canvas.tsx";

/** A calendar of four quarters, of which the first is marked; `marked` from 0 to 1. */
export function YearOfQuarters({ marked }: { marked: number }) {
  return (
    <Canvas>
      <rect x="74" y="84" width="272" height="266" rx="20" fill={palette.white} />
      <path d="M74 104a20 20 0 0 1 20-20h232a20 20 0 0 1 20 20v46H74Z" fill={palette.blue} />
      {[132, 210, 288].map((x) => (
        <rect key={x} x={x - 7} y="62" width="14" height="44" rx="7" fill={palette.navy} />
      ))}
      {[0, 1, 2, 3].map((quarter) => (
        <rect
          key={quarter}
          x={98 + (quarter % 2) * 118}
          y={172 + Math.floor(quarter / 2) * 84}
          width="106"
          height="72"
          rx="12"
          fill={palette.mist}
        />
      ))}
      <rect x="98" y="172" width="106" height="72" rx="12" fill={palette.amber} opacity={marked} />
      <circle cx="151" cy="208" r={15 * marked} fill={palette.white} stroke={palette.navy} strokeWidth={7 * marked} />
    </Canvas>
  );
}
