import { isDeepStrictEqual } from "node:util";
import type { Config } from "./config.ts";

/**
 * The keys in which two settings differ, dotted (`latePayment.source`), in the order of the schema. A list is one key:
 * `services`. Values are never told, because some are secrets.
 */
export function settingsDifferences(before: Config, now: Config): string[] {
  return differingKeys(before, now);
}

function differingKeys(before: object, now: object, prefix = ""): string[] {
  const [previous, current] = [before as Record<string, unknown>, now as Record<string, unknown>];
  return [...new Set([...Object.keys(current), ...Object.keys(previous)])].flatMap((name) => {
    const [one, other] = [previous[name], current[name]];
    if (isDeepStrictEqual(one, other)) return [];
    return isGroup(one) && isGroup(other) ? differingKeys(one, other, `${prefix}${name}.`) : [`${prefix}${name}`];
  });
}

/** Settings within settings; a list is a value. */
function isGroup(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
