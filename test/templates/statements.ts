import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../templates/it/", import.meta.url));

/** What a template says at a place: `storyboard.txt [cessation]`, or the file alone where it has no sections. */
export type PlacedText = { place: string; text: string };

/** Every text that a person may read, by place; remarks, tags and styles left out. */
export function placedTexts(): PlacedText[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(txt|hbs)$/.test(name))
    .sort()
    .flatMap((name) => {
      const text = readFileSync(path.join(folder, name), "utf8");
      return name.endsWith(".txt") ? sectionsOf(name, text) : [{ place: path.basename(name), text: bare(text) }];
    });
}

function sectionsOf(name: string, file: string): PlacedText[] {
  const lines = file.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const sections: PlacedText[] = [];
  for (const line of lines) {
    const section = /^\[(.+)\]$/.exec(line);
    if (section) sections.push({ place: `${name} [${section[1]}]`, text: "" });
    else (sections.at(-1) as PlacedText).text += `${line.replace(/^[a-z-]+: /, "")}\n`;
  }
  return sections;
}

/** Without what nobody reads: styles, tags, entities, the numbers of a Markdown list. */
function bare(template: string): string {
  return template.replace(/<style>[\s\S]*?<\/style>|<!--[\s\S]*?-->|<[^>]*>|&#?\w+;/g, " ").replace(/^1\. /gm, "");
}

/** Names of services and ways that somebody may look for. */
const services = [
  "Portale dei pagamenti",
  "Portale",
  "Lavoratori domestici",
  "Cassetto previdenziale",
  "Cassetto",
  "Estratto conto INPS",
  "Estratto conto",
  "Servizi per i lavoratori domestici",
  "Servizi",
  "Sospensione obbligo contributivo",
  "«Cessazione»",
  "INPS Mobile",
  "IO",
  "Contact Center",
  "MyINPS",
  "Centro notifiche",
  "Vai a tuoi consensi",
  "SPID livello 2",
  "SPID (livello 2)",
  "SPID",
  "CIE livello 3",
  "CIE (livello 3)",
  "CIE",
  "CNS",
  "eIDAS",
  "pagoPA",
  "patronato",
  "familiare",
  "intermediari",
  "intermediario",
  "banca",
  "Banca",
  "posta",
  "Posta",
  "tabaccheria",
  "Tabaccheria",
  "sede",
  "Agenda appuntamenti",
  "Comunicazione bidirezionale",
  "CAF",
  "PIN",
  "numero verde",
];

const numbersInWords =
  "due tre quattro cinque sei sette otto nove dieci undici dodici quindici venti trenta quaranta cinquanta sessanta settanta ottanta novanta cento centoventi settantasei mezzo";
const units = "giorn[io] settiman[ae] mes[ei] ann[io] trimestr[ei] punt[io] euro volt[ae] per cento livello";
const months = "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre";
const oneOf = (words: string) =>
  `(?:${words
    .replace(/per cento/, "per#cento")
    .split(" ")
    .join("|")
    .replace("#", " ")})`;

/** Numbers with what they count, percentages, counts in words, months and ends of months. */
const countings = [
  new RegExp(`\\d+(?:[.,]\\d+)?(?:\\s?%|°? ${oneOf(`${units} ${months}`)})?`, "gu"),
  new RegExp(
    `(?<!\\p{L})(?:${oneOf(numbersInWords)}|un|una|uno) ${oneOf("giorni settimane mesi anni punti euro per cento")}(?!\\p{L})`,
    "gu",
  ),
  new RegExp(`(?<!\\p{L})(?:un|una) ${oneOf("giorno settimana mese anno euro")}(?!\\p{L})`, "gu"),
  new RegExp(`(?<!\\p{L})(?:primo |uno )?${oneOf(months)}(?!\\p{L})`, "gu"),
  /fine del mese/g,
];

/** Values that are words or names of a person or an office, and state nothing. */
const wordsFilledIn = new Set(
  `name firstName count quarters unpaid partial ofQuarters quarter quarterCapitalised label service services purpose
   description purpose url manual.label manual.url senderName website websiteUrl guideUrl subject months owed advice paid review else
   time state paid.title comment said action.label action.url help styles script hlsScript css address go id stars from to topic qr.size qr.path shortLabel
   safety workerCount otherWorkers title heading text this reason worker requests.title review.title greeting delegateUrl search code foundInWords pageInWords
   before.first before.previous after.next after.last`.split(/\s+/),
);

/** What a text states that needs a source: numbers with what they count, filled-in facts, services. */
export function statementsIn(text: string): string[] {
  const found = new Set<string>();
  for (const [, value = ""] of text.matchAll(/\{\{([\w.]+)\}\}/g))
    if (!wordsFilledIn.has(value)) found.add(`{{${value}}}`);
  let rest = text.replace(/\{\{[^}]*\}\}/g, " ");
  for (const service of services) {
    const pattern = new RegExp(`(?<![\\p{L}\\d])${service.replace(/[()]/g, "\\$&")}(?![\\p{L}\\d])`, "gu");
    if (!pattern.test(rest)) continue;
    found.add(service);
    rest = rest.replace(pattern, " ");
  }
  for (const counting of countings) {
    for (const [words] of rest.matchAll(counting)) found.add(words);
    rest = rest.replace(counting, " ");
  }
  return [...found];
}
