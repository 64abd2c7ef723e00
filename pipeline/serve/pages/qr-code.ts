import { encode } from "uqr";

const drawn = new Map<string, { size: number; path: string }>();

/** A QR code as the path of an SVG, drawn once for each address: runs of dark modules, `size` modules on each side. */
export function qrCode(url: string): { size: number; path: string } {
  const known = drawn.get(url) ?? draw(url);
  drawn.set(url, known);
  return known;
}

function draw(url: string): { size: number; path: string } {
  const { data, size } = encode(url, { border: 2 });
  const rows = data.map((row, y) => {
    const line = row.map((isDark) => (isDark ? "#" : " ")).join("");
    return [...line.matchAll(/#+/g)]
      .map(({ index, 0: { length } }) => `M${index} ${y}h${length}v1h-${length}z`)
      .join("");
  });
  return { size, path: rows.join("") };
}
