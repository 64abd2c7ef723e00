import { palette } from "../theme.ts";
import { Canvas } from "./canvas.tsx";
import { Phone } from "./phone.tsx";

/** A phone on which a payment notice has come; `arrival` from 0 to 1. */
export function PhoneWithNotice({ arrival, size }: { arrival: number; size?: number }) {
  return (
    <Canvas size={size}>
      <Phone>
        <rect x="124" y="58" width="172" height="44" rx="12" fill={palette.blue} />
        <rect x="124" y="88" width="172" height="16" fill={palette.blue} />
        <rect x="140" y="72" width="64" height="14" rx="7" fill={palette.white} />
        <rect x="140" y="260" width="140" height="12" rx="6" fill={palette.mist} />
        <rect x="140" y="284" width="100" height="12" rx="6" fill={palette.mist} />
        <rect x="140" y="318" width="140" height="28" rx="14" fill={palette.blue} />
      </Phone>
      <g opacity={arrival} transform={`translate(0 ${(1 - arrival) * -36})`}>
        <rect
          x="76"
          y="124"
          width="268"
          height="116"
          rx="16"
          fill={palette.white}
          stroke={palette.sky}
          strokeWidth="4"
        />
        <rect x="98" y="146" width="72" height="72" rx="12" fill={palette.amber} />
        <path d="M116 164h36M116 182h36M116 200h20" stroke={palette.navy} strokeWidth="8" strokeLinecap="round" />
        <rect x="188" y="154" width="128" height="16" rx="8" fill={palette.navy} />
        <rect x="188" y="186" width="96" height="14" rx="7" fill={palette.sky} />
      </g>
    </Canvas>
  );
}
