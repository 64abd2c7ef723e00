/** Ukrainian letters as passports write them (resolution 55/2010, within a word). */
const latin: Record<string, string> = {
  а: "a",
  б: "b",
  в: "v",
  г: "h",
  ґ: "g",
  д: "d",
  е: "e",
  є: "ie",
  ж: "zh",
  з: "z",
  и: "y",
  і: "i",
  ї: "i",
  й: "i",
  к: "k",
  л: "l",
  м: "m",
  н: "n",
  о: "o",
  п: "p",
  р: "r",
  с: "s",
  т: "t",
  у: "u",
  ф: "f",
  х: "kh",
  ц: "ts",
  ч: "ch",
  ш: "sh",
  щ: "shch",
  ю: "iu",
  я: "ia",
  ь: "",
  "'": "",
  "’": "",
};
/** The same at the beginning of a word. */
const latinAtStart: Record<string, string> = { є: "ye", ї: "yi", й: "y", ю: "yu", я: "ya" };

/** A name as registries keep it: Latin capitals, an accent at the end as an apostrophe. */
export function toRegistryName(name: string): string {
  const spelled = name.toLowerCase().replace(/[а-яєіїґ'’]/g, (letter, at: number) => {
    const atStart = at === 0 ? latinAtStart[letter] : undefined;
    return atStart ?? latin[letter] ?? letter;
  });
  return spelled.replace(/[àèéìòù]$/, (vowel) => `${vowel.normalize("NFD")[0]}'`).toUpperCase();
}
