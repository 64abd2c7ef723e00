import { palette } from "../theme.ts";
import { Canvas } from "./canvas.tsx";
import { CheckMark } from "./check-mark.tsx";

/** A shield with a check mark that grows from 0 to 1. */
export function Shield({ checked, size }: { checked: number; size?: number }) {
  return (
    <Canvas size={size}>
      <path
        d="M210 40c46 34 92 48 140 50v110c0 92-56 152-140 186C126 352 70 292 70 200V90c48-2 94-16 140-50Z"
        fill={palette.blue}
      />
      <path d="M210 40v346C126 352 70 292 70 200V90c48-2 94-16 140-50Z" fill={palette.deepBlue} />
      <CheckMark x={210} y={208} radius={88} growth={checked} />
    </Canvas>
  );
}
