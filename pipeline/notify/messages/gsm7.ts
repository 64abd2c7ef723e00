/** The GSM 03.38 default alphabet: one septet each. */
const basicCharacters = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);

/** The extension table: an escape and a septet, so two, and both on the same segment. */
const extensionCharacters = new Set("^{}\\[~]|€\f");

export type SmsEncoding = "GSM-7" | "UCS-2";

/** What one text costs: units are septets for GSM-7, UTF-16 code units for UCS-2. */
const capacities: Record<SmsEncoding, { alone: number; joined: number }> = {
  "GSM-7": { alone: 160, joined: 153 },
  "UCS-2": { alone: 70, joined: 67 },
};

/** True when every character is in the default alphabet or its extension table. */
function isGsm7(text: string): boolean {
  return [...text].every((character) => basicCharacters.has(character) || extensionCharacters.has(character));
}

/** Encoding a phone network will use for the text, and how many segments it bills. An empty text is one segment. */
export function measureSms(text: string): { encoding: SmsEncoding; segments: number } {
  const encoding: SmsEncoding = isGsm7(text) ? "GSM-7" : "UCS-2";
  const units = [...text].map((character) => unitsOf(character, encoding));
  return { encoding, segments: countSegments(units, capacities[encoding]) };
}

function unitsOf(character: string, encoding: SmsEncoding): number {
  if (encoding === "UCS-2") return character.length;
  return extensionCharacters.has(character) ? 2 : 1;
}

/** A character of two units that does not fit goes whole into the next segment. */
function countSegments(units: readonly number[], capacity: { alone: number; joined: number }): number {
  const total = units.reduce((sum, count) => sum + count, 0);
  if (total <= capacity.alone) return 1;
  let segments = 1;
  let used = 0;
  for (const count of units) {
    if (used + count > capacity.joined) {
      segments += 1;
      used = 0;
    }
    used += count;
  }
  return segments;
}

/** What people write when a keyboard lacks the character. */
const substitutes: Record<string, string> = {
  "’": "'",
  "‘": "'",
  ʼ: "'",
  "`": "'",
  "´": "'",
  "“": '"',
  "”": '"',
  "«": '"',
  "»": '"',
  "„": '"',
  "–": "-",
  "—": "-",
  "‑": "-",
  "−": "-",
  "…": "...",
  "•": "-",
  "·": "-",
  "°": "o",
  "→": ">",
  "\u00a0": " ",
  "\u202f": " ",
  "\u2009": " ",
  "\t": " ",
  À: "A'",
  È: "E'",
  Ì: "I'",
  Ò: "O'",
  Ù: "U'",
};

/**
 * Characters that show nothing: zero-width ones, soft hyphens, marks of direction, variation selectors, tags
 * (Unicode's Default_Ignorable_Code_Point) and the marks of interlinear notes. A single one would make the text UCS-2.
 */
const invisible = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;

/**
 * The same text in GSM-7 where that loses no more than an accent: invisible characters are left out, typographic signs
 * become plain ones, Italian capitals take the apostrophe (`È` → `E'`), other Latin letters drop an accent the alphabet
 * lacks (`Á` → `A`). What has no such form (Cyrillic, Greek small letters, emoji) stays as it is, and the text is then
 * sent as UCS-2, longer but with the right letters.
 */
export function toGsm7(text: string): string {
  return [...text.replace(invisible, "").normalize("NFC")].map(substituteFor).join("");
}

function substituteFor(character: string): string {
  if (isGsm7(character)) return character;
  const known = substitutes[character];
  if (known !== undefined) return known;
  const withoutAccent = character.normalize("NFD").replace(/\p{Mn}/gu, "");
  return withoutAccent !== "" && isGsm7(withoutAccent) ? withoutAccent : character;
}
