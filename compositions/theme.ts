/**
 * The look of all moving pictures, after the design system of Italian public services:
 * blu Italia on light grounds, Titillium Web, a grid of eight pixels. Lengths are pixels at 1280×720.
 */
export const palette = {
  white: "#ffffff",
  ground: "#f2f7fc",
  mist: "#dceafa",
  chapterAhead: "#c3dbf4",
  sky: "#a9cdf2",
  blue: "#0066cc",
  deepBlue: "#004a94",
  navy: "#17324d",
  slate: "#455b71",
  amber: "#ffc24d",
  green: "#00764d",
  skinLight: "#eab995",
  skinDark: "#96603f",
  skinShade: "#d39a74",
} as const;

/** A ground that text may stand on, with the colours of that text; every pair reads at 4.5:1 or more. */
export const surfaces = {
  ground: { background: palette.ground, strong: palette.navy, accent: palette.blue, quiet: palette.slate },
  card: { background: palette.white, strong: palette.navy, accent: palette.blue, quiet: palette.slate },
  mist: { background: palette.mist, strong: palette.navy, accent: palette.deepBlue, quiet: palette.slate },
  blue: { background: palette.blue, strong: palette.white, accent: palette.white, quiet: palette.white },
  amber: { background: palette.amber, strong: palette.navy, accent: palette.navy, quiet: palette.navy },
} as const;

/** Text sizes; nothing is smaller than `small`. */
export const textSize = { small: 32, body: 38, lead: 44, title: 64, name: 136 } as const;

/** Room to the edge of the picture: 5 % on every side. */
export const margin = { x: 64, y: 36 } as const;

export const radius = { card: 16, stage: 40 } as const;

/** A shadow that stays soft after compression. */
export const cardShadow = "0 6px 20px rgba(23, 50, 77, 0.10)";

export const fontStack = {
  text: '"Titillium Web", "Noto Sans", sans-serif',
  /** For names that Titillium Web cannot set alone. */
  name: '"Noto Sans", "Noto Sans SC Variable", "Noto Sans KR Variable", "Titillium Web", sans-serif',
} as const;
