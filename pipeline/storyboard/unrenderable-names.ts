import { missingGlyphs, type Storyboard } from "../../compositions/storyboard.ts";
import type { SelectedEmployer } from "../domain/selected-employer.ts";
import { longestName } from "./personal-scenes.ts";
import { shownWorkers } from "./shown-workers.ts";

/**
 * A first name that is left out of a guide, and why: code points (`U+0645`) of the letters that no font has, in the
 * order of their numbers, so that the name cannot be read off them; or its length, when that alone is the reason.
 */
export type UnrenderableName = { employerId: string; of: "employer" | "worker"; reason: string };

/** Letters named for each name. */
const shownLetters = 8;

/** The names that the employer's guide leaves out, nearly always none. */
export function unrenderableNames(employer: SelectedEmployer, { scenes }: Storyboard): UnrenderableName[] {
  // The storyboard tells whether a name is left out; checking the letters of all names again would take long.
  const isComplete = scenes.every((scene) => !("name" in scene) || scene.name !== null);
  if (isComplete) return [];
  const { employerId } = employer;
  return [
    { of: "employer" as const, name: employer.firstName },
    ...shownWorkers(employer).map(({ firstName }) => ({ of: "worker" as const, name: firstName })),
  ].flatMap(({ of, name }) => {
    const reason = reasonOf(name.normalize("NFC").trim());
    return reason === null ? [] : [{ employerId, of, reason }];
  });
}

function reasonOf(name: string): string | null {
  const missing = missingGlyphs(name).sort((a, b) => numberOf(a) - numberOf(b));
  const more = missing.length > shownLetters ? " …" : "";
  if (missing.length > 0) return missing.slice(0, shownLetters).map(codePoint).join(" ") + more;
  return name.length > longestName ? `${name.length} characters, at most ${longestName} fit` : null;
}

const numberOf = (character: string) => character.codePointAt(0) ?? 0;

/** `U+0645`. */
export const codePoint = (character: string) => `U+${numberOf(character).toString(16).toUpperCase().padStart(4, "0")}`;
