import { expect, test } from "vitest";
import { surfaces, textSize } from "../../compositions/theme.ts";

/** WCAG 2.2, relative luminance of `#rrggbb`. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((first, second) => second - first);
  return (light + 0.05) / (dark + 0.05);
}

const pairs = Object.entries(surfaces).flatMap(([surface, { background, ...texts }]) =>
  Object.entries(texts).map(([role, colour]) => ({
    name: `${role} on ${surface}`,
    contrast: contrast(colour, background),
  })),
);

test.each(pairs)("$name reads at 4.5:1 or more", (pair) => expect(pair.contrast).toBeGreaterThanOrEqual(4.5));

test("no text size is below 32 pixels", () => expect(Math.min(...Object.values(textSize))).toBeGreaterThanOrEqual(32));
