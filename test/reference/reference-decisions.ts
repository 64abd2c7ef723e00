import { createHmac } from "node:crypto";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { whoMayBe } from "./reference-ids.ts";
import { type Row, readTable, type Table } from "./reference-reading.ts";

export type ReferenceResult = {
  /** `file:line:severity:code`, sorted. */
  rejected: string[];
  /** employer_id → `decision,reason,unpaid`. */
  decisions: Map<string, string>;
  /** Rows read of each file. */
  rows: Record<string, number>;
};

type Options = {
  asOf: string;
  audience: "all" | "under-76";
  saturdayMoves?: boolean;
  firstQuarter?: string;
  /** The key is that of the guide tokens. */
  holdout?: { percent: number; campaign: string; key: Uint8Array };
};
type Contribution = { line: number; quarter: string; due: bigint | null; paid: bigint; paidOn: string | null };
type Relationship = {
  employer: string;
  key: string;
  from: string;
  to: string | null;
  rows: Contribution[];
  suspended: Set<string>;
};

/** Reads a folder of extracts and decides exactly as the contract says. */
export function decideByTheLetter(folder: string, options: Options): ReferenceResult {
  const rejected: string[] = [];
  const reject = (file: string, row: Row, code: string, severity = "row") =>
    rejected.push(`${file}:${row.line}:${severity}:${code}`);
  const employers = new Map<string, { key: string; birth: string | null }>();
  const relationships = new Map<string, Relationship>();
  /** Employers and relationships that a rejected row names. */
  const named: { employer: string; relationship: string }[] = [];
  /** What stands as relationship in rejected rows of contributions and suspensions; it may be in another form. */
  const inPlace = new Set<string>();
  const name = (file: string, table: Table, row: Row) => {
    for (const cells of [row.cells, ...row.lenient]) {
      const at = (column: string) => (cells[table.columns.indexOf(column)] ?? "").replaceAll("\0", "").trim();
      if (file === "contributions" || file === "suspensions") inPlace.add(at("relationship_id"));
      named.push({ employer: at("employer_id").toUpperCase(), relationship: at("relationship_id") });
    }
    for (const piece of [...row.text.split(/[,;\t\n]/), ...row.text.split(/[,;\t\n|]/)]) {
      const text = piece.replaceAll('"', "").replaceAll("\0", "").trim();
      if (!/^\d{0,4}$/.test(text)) named.push({ employer: text.toUpperCase(), relationship: text });
    }
  };
  const rows: Record<string, number> = {};
  const each = (
    file: string,
    work: (get: (column: string) => string, row: Row, all: string) => string | null | "harmless",
  ) => {
    const table = readTable(folder, file);
    rows[file] = table.rows.length;
    for (const row of table.rows) {
      const get = (column: string) => (row.cells[table.columns.indexOf(column)] ?? "").trim();
      const knownCells = table.columns.map((column) =>
        knownColumn(file, column) ? (column === "employer_id" ? get(column).toUpperCase() : get(column)) : "",
      );
      const fault = row.isMalformed ? "malformed-row" : faults[file]?.(get);
      const containedFault = containsWholeRow(file, table, row) ? "malformed-row" : null;
      const verdict = fault ?? containedFault ?? work(get, row, JSON.stringify(knownCells));
      if (verdict === null) continue;
      const [code, harmless] = verdict.split("!") as [string, string?];
      reject(file, row, code);
      if (harmless === undefined) name(file, table, row);
    }
  };

  each("employers", (get, row, all) => {
    const id = get("employer_id").toUpperCase();
    const first = employers.get(id);
    if (first) return first.key === all ? "duplicate-employer!harmless" : "duplicate-employer";
    const birth = get("birth_date");
    if (birth !== "" && !dateOf(birth)) reject("employers", row, "invalid-birth-date", "field");
    if (get("mobile") !== "" && !isMobile(get("mobile"))) reject("employers", row, "invalid-mobile", "field");
    if (get("email") !== "" && !isMail(get("email"))) reject("employers", row, "invalid-email", "field");
    for (const flag of ["mobile_consent", "email_consent", "io_enabled", "inps_mobile_enabled"]) {
      if (!/^(true|1|s|si|sì|y|yes|false|0|n|no|)$/i.test(get(flag)))
        reject("employers", row, "invalid-boolean", "field");
    }
    employers.set(id, { key: all, birth: dateOf(birth) });
    return null;
  });

  each("relationships", (get, _row, all) => {
    const employer = get("employer_id").toUpperCase();
    const [id, from, to] = [get("relationship_id"), dateOf(get("started_on")), dateOf(get("ended_on"))];
    const first = relationships.get(id);
    if (first) return first.key === all ? "duplicate-relationship!harmless" : "duplicate-relationship";
    if (!employers.has(employer)) return "unknown-employer";
    relationships.set(id, { employer, key: all, from: from ?? "", to, rows: [], suspended: new Set() });
    return null;
  });

  each("contributions", (get, row) => {
    const paidOn = dateOf(get("paid_on"));
    const quarter = quarterOf(get("quarter")) ?? "";
    const [due, paid] = [euroOf(get("amount_due")) ?? null, euroOf(get("amount_paid"))];
    const relationship = relationships.get(get("relationship_id"));
    if (!relationship) return "unknown-relationship";
    const standing = relationship.rows.find((other) => other.quarter === quarter && other.due !== null);
    if (due !== null && standing && standing.due !== due) return "conflicting-amount-due";
    const notice = get("notice_number");
    if (notice !== "" && !/^[0-9]{18}$/.test(notice)) reject("contributions", row, "invalid-notice-number", "field");
    relationship.rows.push({ line: row.line, quarter, due, paid: paid ?? 0n, paidOn });
    return null;
  });

  each("suspensions", (get) => {
    const relationship = relationships.get(get("relationship_id"));
    if (!relationship) return "unknown-relationship";
    relationship.suspended.add(quarterOf(get("quarter")) ?? "");
    return null;
  });

  const employerOf = (relationship: string) => relationships.get(relationship)?.employer ?? "";
  const mayBe = whoMayBe(relationships.keys());
  const alike = [...inPlace].filter((id) => !relationships.has(id)).flatMap(mayBe);
  const withheld = new Set([
    ...named.flatMap(({ employer, relationship }) => [employer, employerOf(relationship)]),
    ...alike.map(employerOf),
  ]);
  const decisions = new Map<string, string>();
  for (const [id, { birth }] of employers) {
    const mine = [...relationships].filter(([, { employer }]) => employer === id);
    decisions.set(id, withheld.has(id) ? "withheld,incomplete-data," : decide(id, birth, mine, options));
  }
  return { rejected: rejected.sort(), decisions, rows };
}

type Get = (column: string) => string;

/** What is wrong with a row looked at alone, in the contract's order. */
const faults: Record<string, (get: Get) => string | null> = {
  employers(get) {
    if (!isFiscalCode(get("employer_id").toUpperCase())) return "invalid-fiscal-code";
    return isBlank(get("first_name")) ? "blank-first-name" : null;
  },
  relationships(get) {
    if (!isFiscalCode(get("employer_id").toUpperCase())) return "invalid-fiscal-code";
    if (isBlank(get("worker_first_name"))) return "blank-first-name";
    if (get("relationship_id") === "") return "blank-relationship-id";
    const [from, to] = [dateOf(get("started_on")), dateOf(get("ended_on"))];
    if (!from || (get("ended_on") !== "" && !to)) return "invalid-date";
    return to && to < from ? "ends-before-start" : null;
  },
  contributions(get) {
    if (get("relationship_id") === "") return "blank-relationship-id";
    if (get("paid_on") !== "" && !dateOf(get("paid_on"))) return "invalid-date";
    if (!quarterOf(get("quarter"))) return "invalid-quarter";
    return ["amount_due", "amount_paid"].some((column) => euroOf(get(column)) === undefined) ? "invalid-amount" : null;
  },
  suspensions(get) {
    if (get("relationship_id") === "") return "blank-relationship-id";
    return quarterOf(get("quarter")) ? null : "invalid-quarter";
  },
};

/**
 * A line of a row over several lines that is itself a whole row: nobody writes that into a cell on purpose. The first
 * line has all cells when the last one is broken in two, and the last line when the first one is.
 */
function containsWholeRow(file: string, { columns }: Table, { cells, lenient }: Row): boolean {
  return lenient.some((line, index) => {
    if (index === 0 && cells.at(-1)?.includes("\n")) return false;
    if (index === lenient.length - 1 && cells[0]?.includes("\n")) return false;
    return line.length === columns.length && faults[file]?.((column) => line[columns.indexOf(column)] ?? "") === null;
  });
}

function decide(
  employer: string,
  birth: string | null,
  relationships: [string, Relationship][],
  options: Options,
): string {
  const { asOf, audience } = options;
  const inForce = relationships.filter(([, { from, to }]) => from <= asOf && (to === null || to >= asOf));
  if (inForce.length === 0) return "excluded,no-relationship-in-force,";
  if (audience === "under-76" && !birth) return "excluded,age-unknown,";
  if (audience === "under-76" && `${Number(birth?.slice(0, 4)) + 76}${birth?.slice(4)}` <= asOf)
    return "excluded,over-age,";
  let owes = false;
  const unpaid: string[] = [];
  for (const [id, { from, to, rows, suspended }] of inForce) {
    for (const quarter of overdue(options)) {
      const [first, last] = daysOf(quarter);
      if (from > last || (to !== null && to < first) || suspended.has(quarter)) continue;
      owes = true;
      const mine = rows.filter((row) => row.quarter === quarter);
      const paid = mine.filter(({ paidOn }) => !paidOn || paidOn <= asOf).reduce((sum, row) => sum + row.paid, 0n);
      const due = mine.find((row) => row.due !== null)?.due ?? null;
      const state =
        due === null ? (paid > 0n ? "paid" : "unpaid") : paid >= due ? "paid" : paid > 0n ? "partial" : "unpaid";
      if (state !== "paid") unpaid.push(`${id}:${quarter}:${state}`);
    }
  }
  if (!owes) return "excluded,nothing-due,";
  if (unpaid.length === 0) return "excluded,all-paid,";
  return isHeldOut(employer, options) ? "excluded,holdout," : `selected,unpaid,${unpaid.sort().join("|")}`;
}

/** The first 48 bits of the keyed hash against the same share of their range, in whole numbers. */
function isHeldOut(employer: string, { holdout }: Options): boolean {
  if (holdout === undefined) return false;
  const own = createHmac("sha256", holdout.key).update("holdout").digest();
  const digest = createHmac("sha256", own).update(`["${holdout.campaign}","${employer}"]`).digest("hex");
  const millionths = BigInt(Math.round(holdout.percent * 1e6));
  return BigInt(`0x${digest.slice(0, 12)}`) * 100_000_000n < millionths * 2n ** 48n;
}

function daysOf(quarter: string): [string, string] {
  const ends = ["03-31", "06-30", "09-30", "12-31"];
  const starts = ["01-01", "04-01", "07-01", "10-01"];
  const number = Number(quarter.slice(6)) - 1;
  return [`${quarter.slice(0, 5)}${starts[number]}`, `${quarter.slice(0, 5)}${ends[number]}`];
}

/** Easter Mondays and the other holidays, looked up rather than computed. */
const easterMondays = new Set(["2026-04-06", "2027-03-29", "2028-04-17", "2029-04-02", "2030-04-22", "2031-04-14"]);
const holidays = new Set("01-01 01-06 04-25 05-01 06-02 08-15 10-04 11-01 12-08 12-25 12-26".split(" "));

function overdue({ asOf, saturdayMoves = true, firstQuarter = "2026-Q1" }: Options): string[] {
  const quarters: string[] = [];
  for (let year = 2026; year <= 2031; year += 1) {
    for (const [number, month] of ["04", "07", "10", "01"].entries()) {
      const quarter = `${year}-Q${number + 1}`;
      const last = new Date(`${number === 3 ? year + 1 : year}-${month}-10T12:00:00Z`);
      const iso = () => last.toISOString().slice(0, 10);
      const rests = () =>
        last.getUTCDay() === 0 ||
        (saturdayMoves && last.getUTCDay() === 6) ||
        holidays.has(iso().slice(5)) ||
        easterMondays.has(iso());
      while (rests()) last.setUTCDate(last.getUTCDate() + 1);
      if (quarter >= firstQuarter && iso() < asOf) quarters.push(quarter);
    }
  }
  return quarters;
}

function knownColumn(file: string, column: string): boolean {
  const names =
    "employer_id first_name birth_date mobile mobile_consent email email_consent io_enabled inps_mobile_enabled relationship_id worker_first_name started_on ended_on";
  return file.length > 0 && names.split(" ").includes(column);
}

function isBlank(text: string): boolean {
  return text.replace(/[\s\p{Cc}\p{Cf}]/gu, "") === "";
}

function dateOf(text: string): string | null {
  const parts = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text);
  const iso = parts ? `${parts[3]}-${parts[2]}-${parts[1]}` : text;
  if (!/^\d{4}-\d\d-\d\d$/.test(iso) || iso < "0001") return null;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null;
}

function quarterOf(text: string): string | null {
  return /^\d{4}-?Q[1-4]$/.test(text) ? `${text.slice(0, 4)}-${text.slice(-2)}` : null;
}

/** Cents, null when blank, undefined when it is no amount. */
function euroOf(text: string): bigint | null | undefined {
  if (text === "") return null;
  const grouped = /^[1-9]\d?\d?(\.\d\d\d)+(,\d\d?)?$/.test(text);
  if (!grouped && !/^\d+([.,]\d\d?)?$/.test(text)) return undefined;
  const [whole = "", decimals = ""] = (grouped ? text.replaceAll(".", "") : text.replace(".", ",")).split(",");
  const cents = BigInt(whole) * 100n + BigInt(decimals.padEnd(2, "0"));
  return cents <= 9007199254740991n ? cents : undefined;
}

function isMobile(text: string): boolean {
  if (!/^[+\d\s().\-/]+$/.test(text)) return false;
  return ["MOBILE", "FIXED_LINE_OR_MOBILE"].includes(
    parsePhoneNumberFromString(text, { defaultCountry: "IT", extract: false })?.getType() ?? "",
  );
}

function isMail(text: string): boolean {
  return text.length <= 254 && /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)*\.[a-z]{2,}$/i.test(text);
}

const oddOrder = "BAKPLCQDREVOSFTGUHMINJWZYX";

function isFiscalCode(text: string): boolean {
  if (/^\d{11}$/.test(text)) return true;
  if (!/^[A-Z]{6}[\dLMNP-V]{2}[A-Z][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]$/.test(text)) return false;
  // In odd places the value of a letter is its index in `oddOrder`.
  const sum = [...text.slice(0, 15)].reduce((total, character, index) => {
    const letter = /\d/.test(character) ? String.fromCharCode(65 + Number(character)) : character;
    return total + (index % 2 === 0 ? oddOrder.indexOf(letter) : letter.charCodeAt(0) - 65);
  }, 0);
  return text[15] === String.fromCharCode(65 + (sum % 26));
}
