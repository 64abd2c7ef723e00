/** Ids that may be the same in another form, exactly as the contract says; independent of the pipeline. */

function isDigit(character: string): boolean {
  return character >= "0" && character <= "9";
}

function isBlankOrPunctuation(character: string): boolean {
  return !/\p{L}|\p{M}|\p{N}/u.test(character);
}

/** Folded to one case, character by character. */
function folded(id: string): string[] {
  return [...id.normalize("NFKC").toUpperCase().toLowerCase()];
}

/** Zeros with no digit, or only zeros, before them in their run. */
function withoutLeadingZeros(characters: string[]): string[] {
  let isInNumber = false;
  return characters.filter((character, index) => {
    if (index === 0 || !isDigit(characters[index - 1] as string)) isInNumber = false;
    isInNumber ||= isDigit(character) && character !== "0";
    return character !== "0" || isInNumber;
  });
}

function namesOf(id: string): string[] {
  const characters = folded(id);
  const bare = characters.filter((character) => !isBlankOrPunctuation(character));
  if (bare.length === 0) return [];
  const other = withoutLeadingZeros(characters).filter((character) => !isBlankOrPunctuation(character));
  return [withoutLeadingZeros(bare).join(""), other.join("")];
}

/** Whether a long number may have become `3,33E+09` in a spreadsheet: the same size, cut or rounded at some digit. */
function isRoundedTo(known: string, shown: string): boolean {
  const [mantissa = "", exponent = "", ...more] = shown.trim().toUpperCase().split("E");
  if (more.length > 0 || !/^[1-9]([.,]\d{0,14})?$/.test(mantissa) || !/^\+?\d{1,3}$/.test(exponent)) return false;
  if (!/^\d*[1-9]\d*$/.test(known)) return false;
  const digits = mantissa.replace(/\D/g, "");
  /** Digits that are no longer shown. */
  const lost = Number(exponent) - digits.length + 1;
  const [value, kept] = [BigInt(known), BigInt(digits)];
  if (lost <= 0) return value * 10n ** BigInt(-lost) === kept;
  const unit = 10n ** BigInt(lost);
  const size = String(value).length;
  if (size === Number(exponent) + 1) return value / unit === kept || (value + unit / 2n) / unit === kept;
  // 9,996 with three digits is 10,0.
  const roundNumber = 10n ** BigInt(exponent);
  return size === Number(exponent) && kept * unit === roundNumber && 2n * value + unit / 10n >= 2n * roundNumber;
}

/** For many questions about the same known ids. */
export function whoMayBe(knownIds: Iterable<string>): (unknown: string) => string[] {
  const known = [...knownIds];
  const byName = new Map<string, string[]>();
  for (const id of known) for (const name of namesOf(id)) byName.set(name, [...(byName.get(name) ?? []), id]);
  return (unknown) => [
    ...namesOf(unknown).flatMap((name) => byName.get(name) ?? []),
    ...(/e\+?\d{1,3}\s*$/i.test(unknown) ? known.filter((id) => isRoundedTo(id, unknown)) : []),
  ];
}
