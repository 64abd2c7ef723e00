import { palette } from "../theme.ts";
import { Canvas } from "./canvas.tsx";

/** A house with the lights on. */
export function House() {
  return (
    <Canvas>
      <rect x="20" y="346" width="380" height="14" rx="7" fill={palette.sky} />
      <circle cx="352" cy="296" r="44" fill={palette.green} />
      <rect x="346" y="300" width="12" height="48" fill={palette.deepBlue} />
      <rect x="270" y="88" width="36" height="80" fill={palette.deepBlue} />
      <rect x="96" y="178" width="220" height="170" fill={palette.white} />
      <path
        d="M62 196 206 72 350 196Z"
        fill={palette.blue}
        stroke={palette.blue}
        strokeWidth="16"
        strokeLinejoin="round"
      />
      <circle cx="206" cy="146" r="22" fill={palette.white} />
      <path d="M206 158c-9-6-14-10-14-16a7 7 0 0 1 14-3 7 7 0 0 1 14 3c0 6-5 10-14 16Z" fill={palette.blue} />
      <Window x={122} />
      <Window x={234} />
      <path d="M182 348V284a24 24 0 0 1 48 0v64Z" fill={palette.deepBlue} />
      <circle cx="218" cy="312" r="5" fill={palette.amber} />
      <circle cx="66" cy="318" r="30" fill={palette.green} />
      <circle cx="98" cy="328" r="20" fill={palette.green} />
    </Canvas>
  );
}

function Window({ x }: { x: number }) {
  return (
    <>
      <rect x={x} y="222" width="56" height="52" rx="4" fill={palette.amber} />
      <path d={`M${x + 28} 222v52M${x} 248h56`} stroke={palette.white} strokeWidth="6" />
    </>
  );
}
