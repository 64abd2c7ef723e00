import { createHmac } from "node:crypto";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { whoMayBe } from "./reference-ids.ts";
import { known, type Row, readTable, type Table } from "./reference-reading.ts";

export type ReferenceResult = {
  /** `file:line:severity:code`, sorted. */
  rejected: string[];
  /** employer_id → `decision,reason,unpaid,in_review`. */
  decisions: Map<string, string>;
  /** `employer_id,file,line,code`, sorted. */
  withheld: string[];
  /** `employer_id,relationship_id,quarter,state,in_review` of who is not withheld, sorted. */
  owed: string[];
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
  /** Employers and relationships that a rejected row names, in its columns or as any piece of it. */
  const named: Named[] = [];
  const name = (file: string, code: string, table: Table, row: Row, isReadable: boolean) => {
    if (file === "delegations" || file === "profiles") return;
    const add = (employer: string, relationship: string, isInPlace: boolean) =>
      named.push({ file, line: row.line, code, employer: employer.toUpperCase(), relationship, isInPlace });
    for (const cells of [row.cells, ...(isReadable ? [] : row.lenient)]) {
      const at = (column: string) => (cells[table.columns.indexOf(column)] ?? "").replaceAll("\0", "").trim();
      add(at("employer_id"), at("relationship_id"), true);
    }
    if (isReadable) return;
    for (const piece of [...row.text.split(/[,;\t\n]/), ...row.text.split(/[,;\t\n|]/)]) {
      const text = piece.replaceAll('"', "").replaceAll("\0", "").trim();
      if (!/^\d{0,4}$/.test(text)) add(text, text, false);
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
      const fault = row.isMalformed ? "malformed-row" : (faults[file]?.(get) ?? null);
      const containedFault = containsWholeRow(file, table, row) ? "malformed-row" : null;
      const verdict = fault ?? containedFault ?? work(get, row, JSON.stringify(knownCells));
      if (verdict === null) continue;
      const [code, harmless] = verdict.split("!") as [string, string?];
      reject(file, row, code);
      if (harmless === undefined) name(file, code, table, row, fault === null && containedFault === null);
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
      if (!isBoolean(get(flag))) reject("employers", row, "invalid-boolean", "field");
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

  const requests = new Map<string, { employer: string; key: string; asked: Request; line: number }>();
  each("requests", (get, row, all) => {
    const [id, employer] = [get("request_id"), get("employer_id").toUpperCase()];
    const first = requests.get(id);
    if (first) {
      if (first.key === all) return "duplicate-request!harmless";
      const duplicate = { file: "requests", line: row.line, code: "duplicate-request" };
      named.push({ ...duplicate, employer: first.employer, relationship: "", isInPlace: true });
      return "duplicate-request";
    }
    if (!employers.has(employer)) return "unknown-employer";
    const about = get("relationship_id");
    if (about !== "" && !relationships.has(about)) return "unknown-relationship";
    if (about !== "" && relationships.get(about)?.employer !== employer) return "foreign-relationship";
    const asked = {
      ...{
        about,
        quarter: quarterOf(get("quarter")) ?? "",
        category: get("category"),
        isClosed: get("state") === "closed",
      },
      ...{ openedOn: dateOf(get("opened_on")) ?? "", closedOn: dateOf(get("closed_on")) ?? "" },
    };
    requests.set(id, { employer, key: all, asked, line: row.line });
    return null;
  });

  each("delegations", (get, row) => {
    if (!employers.has(get("employer_id").toUpperCase())) return "unknown-employer";
    if (get("email") !== "" && !isMail(get("email"))) reject("delegations", row, "invalid-email", "field");
    if (!isBoolean(get("email_consent"))) reject("delegations", row, "invalid-boolean", "field");
    return null;
  });

  each("profiles", (get) => (employers.has(get("employer_id").toUpperCase()) ? null : "unknown-employer"));

  const withheld = withheldRows(named, employers, relationships);
  const isWithheld = new Set([...withheld].map((line) => line.slice(0, line.indexOf(","))));
  const ofEmployer = Map.groupBy(relationships, ([, { employer }]) => employer);
  const askedBy = Map.groupBy(requests.values(), ({ employer }) => employer);
  const decisions = new Map<string, string>();
  const owed: string[] = [];
  for (const [id, { birth }] of employers) {
    const asked = (askedBy.get(id) ?? []).map((request) => request.asked);
    const position = positionOf(ofEmployer.get(id) ?? [], asked, options);
    decisions.set(id, isWithheld.has(id) ? "withheld,incomplete-data,," : decide(id, birth, position, options));
    if (!isWithheld.has(id))
      owed.push(...position.owed.map((of) => [id, of.id, of.quarter, of.state, of.inReview].join()));
  }
  return { rejected: rejected.sort(), decisions, rows, withheld: [...withheld].sort(), owed: owed.sort() };
}

type Named = { file: string; line: number; code: string; employer: string; relationship: string; isInPlace: boolean };

/** An id of so many relationships is told with every row for the first employer, with the first row for the others. */
const mostWithEveryRow = 10;

function withheldRows(
  named: readonly Named[],
  employers: ReadonlyMap<string, unknown>,
  relationships: ReadonlyMap<string, Relationship>,
): Set<string> {
  const withheld = new Set<string>();
  const withhold = (employer: string, { file, line, code }: Named) => withheld.add([employer, file, line, code].join());
  for (const row of named) {
    if (employers.has(row.employer)) withhold(row.employer, row);
    const relationship = relationships.get(row.relationship);
    if (relationship) withhold(relationship.employer, row);
  }
  const mayBe = whoMayBe(relationships.keys());
  const inPlace = named.filter(({ file, relationship, isInPlace }) => {
    const isUnknown = relationship !== "" && !relationships.has(relationship);
    return isInPlace && isUnknown && ["contributions", "suspensions", "requests"].includes(file);
  });
  for (const [id, rows] of Map.groupBy(inPlace, ({ relationship }) => relationship)) {
    const whom = [...new Set(mayBe(id).map((of) => relationships.get(of)?.employer ?? ""))].sort();
    for (const [index, employer] of whom.entries()) {
      const isWide = whom.length > mostWithEveryRow && index > 0;
      const told = isWide ? [...Map.groupBy(rows, ({ file }) => file).values()].map(([first]) => first) : rows;
      for (const row of told) if (row) withhold(employer, row);
    }
  }
  return withheld;
}

type Request = {
  /** Blank: all. */
  about: string;
  /** Blank: all. */
  quarter: string;
  category: string;
  isClosed: boolean;
  openedOn: string;
  closedOn: string;
};

/** Section 8, rule 1. */
function isLookedAt(relationship: string, quarter: string, asked: readonly Request[], asOf: string): boolean {
  for (const request of asked) {
    if (request.openedOn > asOf) continue;
    if (request.isClosed && request.closedOn <= asOf) continue;
    if (request.category === "other") continue;
    if (request.about !== "" && request.about !== relationship) continue;
    if (request.quarter !== "" && request.quarter !== quarter) continue;
    return true;
  }
  return false;
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
  requests(get) {
    if (!isFiscalCode(get("employer_id").toUpperCase())) return "invalid-fiscal-code";
    const [state, outcome] = [get("state"), get("outcome")];
    const [from, to] = [dateOf(get("opened_on")), dateOf(get("closed_on"))];
    if (!from || (get("closed_on") !== "" && !to)) return "invalid-date";
    if (state === "closed" && !to) return "invalid-date";
    if (to && (to < from || state === "open" || state === "in-progress")) return "invalid-date";
    if (get("quarter") !== "" && !quarterOf(get("quarter"))) return "invalid-quarter";
    if (!["paid-not-shown", "suspension", "cessation", "hours", "other"].includes(get("category")))
      return "invalid-category";
    if (!["open", "in-progress", "closed"].includes(state)) return "invalid-state";
    if (outcome !== "" && (state !== "closed" || !["accepted", "rejected"].includes(outcome))) return "invalid-state";
    return get("request_id") === "" ? "blank-request-id" : null;
  },
  delegations(get) {
    if (!isFiscalCode(get("employer_id").toUpperCase())) return "invalid-fiscal-code";
    if (!isFiscalCode(get("delegate_id").toUpperCase())) return "invalid-fiscal-code";
    const [from, to] = [dateOf(get("active_from")), dateOf(get("active_to"))];
    if (!from || (get("active_to") !== "" && !to)) return "invalid-date";
    if (to && to < from) return "ends-before-start";
    return ["person", "intermediary"].includes(get("delegate_kind")) ? null : "invalid-category";
  },
  profiles(get) {
    if (!isFiscalCode(get("employer_id").toUpperCase())) return "invalid-fiscal-code";
    return /^[a-z0-9-]+$/.test(get("category")) ? null : "invalid-category";
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

type Owed = { id: string; quarter: string; state: "paid" | "partial" | "unpaid"; inReview: boolean };
type Position = { isInForce: boolean; owed: Owed[] };

/** Every quarter owed by a relationship in force. */
function positionOf(relationships: [string, Relationship][], asked: readonly Request[], options: Options): Position {
  const { asOf } = options;
  const inForce = relationships.filter(([, { from, to }]) => from <= asOf && (to === null || to >= asOf));
  const owed: Owed[] = [];
  for (const [id, { from, to, rows, suspended }] of inForce) {
    for (const quarter of overdue(options)) {
      const [first, last] = daysOf(quarter);
      if (from > last || (to !== null && to < first) || suspended.has(quarter)) continue;
      const mine = rows.filter((row) => row.quarter === quarter);
      const paid = mine.filter(({ paidOn }) => !paidOn || paidOn <= asOf).reduce((sum, row) => sum + row.paid, 0n);
      const due = mine.find((row) => row.due !== null)?.due ?? null;
      const state =
        due === null ? (paid > 0n ? "paid" : "unpaid") : paid >= due ? "paid" : paid > 0n ? "partial" : "unpaid";
      owed.push({ id, quarter, state, inReview: isLookedAt(id, quarter, asked, asOf) });
    }
  }
  return { isInForce: inForce.length > 0, owed };
}

function decide(employer: string, birth: string | null, { isInForce, owed }: Position, options: Options): string {
  const { asOf, audience } = options;
  if (!isInForce) return "excluded,no-relationship-in-force,,";
  if (audience === "under-76" && !birth) return "excluded,age-unknown,,";
  if (audience === "under-76" && `${Number(birth?.slice(0, 4)) + 76}${birth?.slice(4)}` <= asOf)
    return "excluded,over-age,,";
  if (owed.length === 0) return "excluded,nothing-due,,";
  const missing = owed.filter(({ state }) => state !== "paid");
  if (missing.length === 0) return "excluded,all-paid,,";
  const listed = (isReview: boolean) =>
    missing
      .filter(({ inReview }) => inReview === isReview)
      .map(({ id, quarter, state }) => `${id}:${quarter}:${state}`)
      .sort()
      .join("|");
  if (listed(false) === "") return `excluded,in-review,,${listed(true)}`;
  return isHeldOut(employer, options) ? "excluded,holdout,," : `selected,unpaid,${listed(false)},${listed(true)}`;
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
  return known[file]?.includes(column) ?? false;
}

function isBoolean(text: string): boolean {
  return /^(true|1|s|si|sì|y|yes|false|0|n|no|)$/i.test(text);
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
