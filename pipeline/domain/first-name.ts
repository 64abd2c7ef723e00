/** Typed instead of an accent or an apostrophe: ', ’, `, ´ and the modifier letter. */
const apostrophes = /[’`´ʼ‘]/g;

/** Control and format characters: invisible, or changing the text direction. */
const invisible = /[\p{Cc}\p{Cf}]+/gu;

/** A vowel and an apostrophe at the end of a word: how registries write an accent. */
const accentTyped = /(?<![\p{L}'])(\p{L}{2,}?)([AEIOUaeiou])'(?![\p{L}'])/gu;

/** Words that really end in an apostrophe: shortened, not accented. */
const shortened = new Set(["fra"]);

/** Names whose last vowel is closed: é, not è as in most Italian names. */
const closedE = new Set(["jose", "rene", "andre", "desire", "aime", "honore", "timothe"]);

const accented: Record<string, string> = {
  a: "à",
  e: "è",
  i: "ì",
  o: "ò",
  u: "ù",
  A: "À",
  E: "È",
  I: "Ì",
  O: "Ò",
  U: "Ù",
};

/** After these the next letter is a capital: D'Artagnan, Dell'Anna; but Tat'yana. */
const elided = new Set(["d", "l", "o", "n", "m", "s", "all", "dall", "dell", "nell", "sant", "quell"]);

/**
 * A first name as a person would write it: `MARIA TERESA` → Maria Teresa, `NICOLO'` → Nicolò, `D'ARTAGNAN` →
 * D'Artagnan. A name already in mixed case keeps its capitals. Empty when nothing of it can be seen.
 */
export function showFirstName(registryName: string): string {
  const name = visibleName(registryName).replace(apostrophes, "'");
  const cased = isMixedCase(name) ? name : capitalise(name);
  return cased.replace(accentTyped, restoreAccent);
}

/** True when nothing of the name can be seen or pronounced. */
export function isBlankName(registryName: string): boolean {
  // Fast path: nearly every name begins with a letter.
  return !/\p{L}/u.test(registryName) && visibleName(registryName) === "";
}

/** Blanks trimmed and collapsed, line breaks among them; without control and format characters. */
function visibleName(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").replace(invisible, "").replace(/ +/g, " ").trim();
}

function isMixedCase(name: string): boolean {
  return name !== name.toUpperCase() && name !== name.toLowerCase();
}

function capitalise(name: string): string {
  return name.toLowerCase().replace(/\p{L}[\p{L}\p{M}]*/gu, (part, at: number, whole: string) => {
    return whole[at - 1] === "'" && !followsElision(whole, at - 1) ? part : upperFirst(part);
  });
}

/** True when the apostrophe begins a word or follows an elided one. */
function followsElision(name: string, apostropheAt: number): boolean {
  const before = /\p{L}*$/u.exec(name.slice(0, apostropheAt))?.[0] ?? "";
  return before === "" || elided.has(before);
}

function upperFirst(part: string): string {
  const first = String.fromCodePoint(part.codePointAt(0) ?? 0);
  return first.toUpperCase() + part.slice(first.length);
}

function restoreAccent(typed: string, stem: string, vowel: string): string {
  const word = (stem + vowel).toLowerCase();
  if (shortened.has(word)) return typed;
  if (closedE.has(word)) return stem + (vowel === "E" ? "É" : "é");
  return stem + (accented[vowel] ?? vowel);
}
