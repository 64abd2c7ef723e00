import { anyCase, letter, oneOf, toPattern, wordBegins, wordEnds } from "./parts.ts";

const month = anyCase(
  "(?:gen(?:naio)?|feb(?:braio)?|mar(?:zo)?|apr(?:ile)?|mag(?:gio)?|giu(?:gno)?|lug(?:lio)?|ago(?:sto)?|set(?:t|tembre)?|ott(?:obre)?|nov(?:embre)?|dic(?:embre)?)",
);
const day = `${wordBegins}\\p{N}{1,2}[°]? (?:di )?${month}\\.?(?: (?:del )?\\p{N}{2,4})?${wordEnds}`;
const monthOfYear = `${wordBegins}${month}\\.? (?:del )?\\p{N}{2,4}${wordEnds}`;

const numeral = anyCase(
  `(?:${oneOf("zero uno due tre tré quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove mille mila")}|vent(?:i|(?=[uo]))|(?:trent|quarant|cinquant|sessant|settant|ottant|novant)(?:a|(?=[uo]))|cent(?:o|(?=o)))`,
);
const spokenNumber = `${wordBegins}${numeral}(?:[ ,.;:/–-]{0,3}(?:e )?${numeral}){2,}(?!${letter})`;

/** Days with the name of their month, and three or more numerals in a row: a telephone number as it is said, an amount in letters. */
export const daysAndSpokenNumbers = [day, monthOfYear, spokenNumber].map(toPattern);
