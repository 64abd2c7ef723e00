/** How many times something is tried: more in the long tests, which may import a file of ordinary ones for that. */
export function numberOf({ ordinary, long }: { ordinary: number; long: number }): number {
  return process.env.VIDEOGUIDA_LONG_TESTS === "1" ? long : ordinary;
}
