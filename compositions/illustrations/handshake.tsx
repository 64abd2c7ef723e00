import { palette } from "../theme.ts";
import { Canvas } from "./canvas.tsx";

/** Two people shake hands. */
export function Handshake() {
  return (
    <Canvas>
      <Arm sleeve={palette.blue} skin={palette.skinLight} />
      <g transform="matrix(-1 0 0 1 420 0)">
        <Arm sleeve={palette.deepBlue} skin={palette.skinDark} />
      </g>
      <g transform="rotate(-24 210 214)">
        {[0, 1, 2, 3].map((finger) => (
          <rect
            key={finger}
            x={164 + finger * 4}
            y={176 + finger * 24}
            width={86 - finger * 6}
            height="20"
            rx="10"
            fill={palette.skinDark}
          />
        ))}
      </g>
      <path
        d="M186 176c18-22 40-26 62-12"
        fill="none"
        stroke={palette.skinLight}
        strokeWidth="26"
        strokeLinecap="round"
      />
    </Canvas>
  );
}

/** From the lower left to the middle. */
function Arm({ sleeve, skin }: { sleeve: string; skin: string }) {
  return (
    <g transform="rotate(-24 210 214)">
      <rect x="130" y="164" width="120" height="104" rx="44" fill={skin} />
      <rect x="96" y="162" width="56" height="108" rx="12" fill={palette.white} />
      <rect x="-40" y="152" width="150" height="128" rx="16" fill={sleeve} />
    </g>
  );
}
