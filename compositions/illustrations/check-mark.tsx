import { palette } from "../theme.ts";

/** A check mark on a round ground, as large as `growth` (0 to 1) says; part of a larger drawing. */
export function CheckMark(props: { x: number; y: number; radius: number; growth: number; fill?: string }) {
  const { x, y, radius, growth, fill = palette.green } = props;
  return (
    <g transform={`translate(${x} ${y}) scale(${(radius / 50) * growth})`}>
      <circle r="56" fill={palette.white} />
      <circle r="48" fill={fill} />
      <path
        d="M-22 2-6 18 24-16"
        fill="none"
        stroke={palette.white}
        strokeWidth="11"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </g>
  );
}
