import { palette } from "../theme.ts";
import { Canvas } from "./canvas.tsx";

/** A bank with its columns. */
export function Bank({ size }: { size: number }) {
  return (
    <Canvas size={size}>
      <path
        d="M60 160 210 70l150 90Z"
        fill={palette.blue}
        stroke={palette.blue}
        strokeWidth="16"
        strokeLinejoin="round"
      />
      <circle cx="210" cy="126" r="18" fill={palette.white} />
      {[92, 164, 236, 308].map((x) => (
        <rect key={x} x={x - 4} y="182" width="32" height="116" fill={palette.deepBlue} />
      ))}
      <rect x="56" y="304" width="308" height="40" rx="6" fill={palette.navy} />
    </Canvas>
  );
}

/** A letter box. */
export function PostBox({ size }: { size: number }) {
  return (
    <Canvas size={size}>
      <rect x="190" y="250" width="40" height="120" fill={palette.navy} />
      <path d="M80 250v-90a70 70 0 0 1 70-70h120a70 70 0 0 1 70 70v90Z" fill={palette.amber} />
      <rect x="80" y="232" width="260" height="34" rx="6" fill={palette.navy} />
      <rect x="132" y="148" width="156" height="20" rx="10" fill={palette.navy} />
      <rect x="158" y="112" width="104" height="46" rx="4" fill={palette.white} />
      <path d="m162 116 48 30 48-30" fill="none" stroke={palette.sky} strokeWidth="6" />
    </Canvas>
  );
}

/** The shop sign of Italian tobacconists. */
export function TobacconistSign({ size }: { size: number }) {
  return (
    <Canvas size={size}>
      <rect x="110" y="50" width="200" height="320" rx="20" fill={palette.deepBlue} />
      <path d="M150 110h120v44h-38v150h-44V154h-38Z" fill={palette.white} />
    </Canvas>
  );
}

/** A phone that pays. */
export function PayingPhone({ size }: { size: number }) {
  return (
    <Canvas size={size}>
      <rect x="116" y="40" width="188" height="340" rx="30" fill={palette.navy} />
      <rect x="132" y="68" width="156" height="284" rx="10" fill={palette.white} />
      <circle cx="210" cy="170" r="52" fill={palette.green} />
      <path
        d="m186 172 18 18 32-38"
        fill="none"
        stroke={palette.white}
        strokeWidth="13"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <rect x="156" y="256" width="108" height="16" rx="8" fill={palette.sky} />
      <rect x="156" y="290" width="108" height="32" rx="16" fill={palette.blue} />
    </Canvas>
  );
}
