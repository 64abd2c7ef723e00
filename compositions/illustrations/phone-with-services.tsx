import { palette } from "../theme.ts";
import { Canvas } from "./canvas.tsx";
import { Phone } from "./phone.tsx";

const rows = [124, 190, 256];

/** A phone with a list of services, each with its arrow. */
export function PhoneWithServices() {
  return (
    <Canvas>
      <Phone>
        <rect x="124" y="58" width="172" height="46" rx="12" fill={palette.blue} />
        <rect x="124" y="90" width="172" height="14" fill={palette.blue} />
        <rect x="140" y="73" width="72" height="14" rx="7" fill={palette.white} />
        {rows.map((y, index) => (
          <g key={y}>
            <rect x="138" y={y} width="144" height="54" rx="10" fill={index === 0 ? palette.blue : palette.mist} />
            <rect
              x="152"
              y={y + 20}
              width={index === 1 ? 60 : 76}
              height="14"
              rx="7"
              fill={index === 0 ? palette.white : palette.sky}
            />
            <path
              d={`m256 ${y + 17} 10 10-10 10`}
              fill="none"
              stroke={index === 0 ? palette.white : palette.blue}
              strokeWidth="6"
              strokeLinecap="round"
              strokeLinejoin="round"
            />
          </g>
        ))}
      </Phone>
    </Canvas>
  );
}
