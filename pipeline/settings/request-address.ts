import { z } from "zod";
import type { RequestCategory } from "../domain/request.ts";
import { secureAddress } from "./formats.ts";

const places = ["{relationship}", "{category}"] as const;

/** A request is about a relationship and has a category: an address that names neither would lead nowhere. */
export const requestAddressPattern = z
  .string()
  .max(2_000)
  .refine((pattern) => places.every((place) => pattern.includes(place)), "must contain {relationship} and {category}")
  .refine(
    (pattern) => secureAddress.safeParse(fill(pattern, ["R1", "other"])).success,
    "must be an https:// address once {relationship} and {category} are filled in",
  );

/** Where an employer writes to the institute about a relationship. */
export function requestAddress(pattern: string, about: { relationshipId: string; category: RequestCategory }): string {
  return fill(pattern, [about.relationshipId, about.category]);
}

function fill(pattern: string, [relationship, category]: [string, string]): string {
  const values: Record<string, string> = { relationship, category };
  return pattern.replace(/\{(relationship|category)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ""));
}
