import { appendFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { configSchema } from "../../pipeline/settings/config.ts";

/** Employers beside those of the fixtures, of whom the institute knows more than what they have paid. */
export const asking = {
  /** One worker unpaid; another in review for 21 days: no appointment yet. */
  inReview: "90000000101",
  /** A request is pending about what is paid; two workers of the same first name are unpaid. */
  pendingOnly: "90000000102",
  /** A request was rejected on the as-of date; two MyINPS categories. */
  rejected: "90000000103",
  /** A request of category `other` is pending for 31 days: an appointment, and nothing in review. */
  late: "90000000104",
  /** Is told of a guide, and writes afterwards: see `askAfterwards`. */
  afterwards: "90000000105",
  /** Two workers. */
  two: "90000000106",
} as const;

const employers = [
  [asking.inReview, "AGNESE"],
  [asking.pendingOnly, "BRUNO"],
  [asking.rejected, "CARMELA"],
  [asking.late, "DARIO"],
  [asking.afterwards, "ELVIRA"],
  [asking.two, "FEDERICA"],
];

const relationships = [
  ["RL1001", asking.inReview, "LUCIA"],
  ["RL1002", asking.inReview, "ANA"],
  ["RL1011", asking.pendingOnly, "IULIA"],
  ["RL1012", asking.pendingOnly, "DOINA"],
  ["RL1013", asking.pendingOnly, "IULIA"],
  ["RL1021", asking.rejected, "MARICEL"],
  ["RL1031", asking.late, "OLENA"],
  ["RL1041", asking.afterwards, "IRINA"],
  ["RL1051", asking.two, "IRINA"],
  ["RL 1052/b", asking.two, "OLENA"],
];

const requests = [
  `Q1,${asking.inReview},RL1002,2026-Q1,paid-not-shown,in-progress,,2026-05-10,`,
  `Q2,${asking.pendingOnly},RL1012,,hours,open,,2026-05-20,`,
  `Q3,${asking.rejected},RL1021,2026-Q1,suspension,closed,rejected,2026-05-02,2026-05-31`,
  `Q4,${asking.late},,,other,open,,2026-04-30,`,
];

/** The institute's two examples: services for one who gets a pension, and for one who is an artisan. */
const moreServices = [
  {
    ...{ id: "cedolino-pensione", label: "Cedolino della pensione", url: "https://www.inps.it/cedolino" },
    ...{ description: "Per vedere quanto e quando ti viene pagato", categories: ["pensionato"] },
  },
  {
    ...{ id: "contributi-artigiani", label: "Contributi degli artigiani", url: "https://www.inps.it/artigiani" },
    ...{ description: "Per la tua posizione di artigiano", categories: ["artigiano"], shownDuring: ["pay-online"] },
  },
];

export const cassetto = "https://cassetto.inps.example/nuova?codice={relationship}&tipo={category}";
export const agenda = "https://agenda.inps.example/prenota";

/**
 * Writes extracts and settings into a folder, and returns what a campaign is started with. Of the fixtures' employers
 * nothing is known but what they have paid, and nobody has a delegate.
 */
export function extractsWithRequests(folder: string): { extracts: string; config: string } {
  const [extracts, config] = [path.join(folder, "extracts"), path.join(folder, "settings.json")];
  mkdirSync(extracts, { recursive: true });
  cpSync(fileURLToPath(new URL("../../fixtures/extracts", import.meta.url)), extracts, { recursive: true });
  rmSync(path.join(extracts, "delegations.csv"));
  const add = (name: string, rows: readonly string[]) =>
    appendFileSync(path.join(extracts, `${name}.csv`), `${rows.join("\n")}\n`);
  add(
    "employers",
    employers.map(([id, name]) => `${id},${name},1970-01-01,,,,,,`),
  );
  add(
    "relationships",
    relationships.map((row) => `${row.join(",")},2020-01-07,`),
  );
  add("contributions", ["RL1012;2026-Q1;300,00;300,00;2026-04-03;"]);
  replaceRows(extracts, "profiles", [
    "employer_id,category",
    ...["pensionato", "artigiano"].map((category) => `${asking.rejected},${category}`),
    `${asking.late},pensionato`,
  ]);
  writeRequests(extracts, requests);
  const { services } = configSchema.parse({});
  const settings = {
    services: [...services, ...moreServices],
    requests: { url: cassetto, appointmentUrl: agenda },
  };
  writeFileSync(config, JSON.stringify(settings));
  return { extracts, config };
}

/** Everything unpaid of one more employer comes into review. */
export function askAfterwards(extracts: string): void {
  writeRequests(extracts, [...requests, `Q5,${asking.afterwards},,,cessation,open,,2026-05-30,`]);
}

function writeRequests(extracts: string, rows: readonly string[]): void {
  const head = "request_id,employer_id,relationship_id,quarter,category,state,outcome,opened_on,closed_on";
  replaceRows(extracts, "requests", [head, ...rows]);
}

/** Writes a file in place of that of the fixtures. */
function replaceRows(extracts: string, name: string, rows: readonly string[]): void {
  writeFileSync(path.join(extracts, `${name}.csv`), `${rows.join("\n")}\n`);
}
