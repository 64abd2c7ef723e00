/** Whether the long tests are run. */
export const isLong = process.env.VIDEOGUIDA_LONG_TESTS === "1";

/** How many of something: more in the long tests, which may import a file of ordinary ones for that. */
export function numberOf({ ordinary, long }: { ordinary: number; long: number }): number {
  return isLong ? long : ordinary;
}

/** All cases in the long tests, in the ordinary ones those that stand for their kind. */
export function casesOf<Case>(all: readonly Case[], isOrdinary: (of: Case, index: number) => boolean): Case[] {
  return isLong ? [...all] : all.filter(isOrdinary);
}
