export type Size = { width: number; height: number };

/** Windows of so many pixels on a side, half of them shared with the next. */
const side = 8;

/** How alike two pictures of one byte a pixel are, 1 being the same: mean SSIM of their windows. */
export function similarity(before: Uint8Array, after: Uint8Array, size: Size): number {
  return mean(windowSimilarities(before, after, size));
}

/** The same for the least alike tenth of the windows, so that a small change is not averaged out. */
export function leastSimilarity(before: Uint8Array, after: Uint8Array, size: Size): number {
  const values = windowSimilarities(before, after, size).sort((one, other) => one - other);
  return mean(values.slice(0, Math.ceil(values.length / 10)));
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function windowSimilarities(before: Uint8Array, after: Uint8Array, { width, height }: Size): number[] {
  if (before.length !== width * height || after.length !== before.length) return [0];
  const values: number[] = [];
  for (let y = 0; y + side <= height; y += side / 2) {
    for (let x = 0; x + side <= width; x += side / 2)
      values.push(windowSimilarity(before, after, y * width + x, width));
  }
  return values;
}

/** Wang, Bovik, Sheikh, Simoncelli: «Image quality assessment», 2004. */
function windowSimilarity(before: Uint8Array, after: Uint8Array, corner: number, width: number): number {
  let [sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0];
  for (let row = 0; row < side; row++) {
    for (let at = corner + row * width; at < corner + row * width + side; at++) {
      const [a = 0, b = 0] = [before[at], after[at]];
      sumA += a;
      sumB += b;
      sumAA += a * a;
      sumBB += b * b;
      sumAB += a * b;
    }
  }
  const pixels = side * side;
  const [meanA, meanB] = [sumA / pixels, sumB / pixels];
  const [varianceA, varianceB] = [sumAA / pixels - meanA ** 2, sumBB / pixels - meanB ** 2];
  const covariance = sumAB / pixels - meanA * meanB;
  const [c1, c2] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2];
  const likeness = (2 * meanA * meanB + c1) * (2 * covariance + c2);
  return likeness / ((meanA ** 2 + meanB ** 2 + c1) * (varianceA + varianceB + c2));
}
