/** Bytes from the first to the last, both counted from 0 and included. */
export type ByteRange = { first: number; last: number };

/**
 * The one range that a `Range` header asks for (RFC 9110, section 14): null for no header and for any that may be ignored
 * (several ranges, another unit, no range at all), `unsatisfiable` when it begins after the end.
 */
export function rangeFrom(header: string | undefined, size: number): ByteRange | null | "unsatisfiable" {
  const [, from = "", to = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "") ?? [];
  if (from === "" && to === "") return null;
  if (from === "") {
    const length = Number(to);
    return length === 0 || size === 0 ? "unsatisfiable" : { first: Math.max(0, size - length), last: size - 1 };
  }
  const first = Number(from);
  const last = to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== "" && Number(to) < first) return null;
  return first >= size ? "unsatisfiable" : { first, last };
}
