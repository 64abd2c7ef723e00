/**
 * A reference implementation of the contract that imports nothing of the pipeline: everything in memory, simple and
 * slow. Its results for any extracts must be the pipeline's.
 */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";

export type Row = {
  line: number;
  cells: string[];
  isMalformed: boolean;
  /** Cells of every physical line, read as well as may be. */
  lenient: string[][];
  text: string;
};
export type Table = { columns: string[]; rows: Row[] };

export class RefusedFile extends Error {}

export const known: Record<string, string[]> = {
  employers: [
    "employer_id",
    "first_name",
    "birth_date",
    "mobile",
    "mobile_consent",
    "email",
    "email_consent",
    "io_enabled",
    "inps_mobile_enabled",
  ],
  relationships: ["relationship_id", "employer_id", "worker_first_name", "started_on", "ended_on"],
  contributions: ["relationship_id", "quarter", "amount_due", "amount_paid", "paid_on", "notice_number"],
  suspensions: ["relationship_id", "quarter"],
  requests: "request_id employer_id relationship_id quarter category state outcome opened_on closed_on".split(" "),
  delegations: "employer_id delegate_id delegate_kind delegate_name active_from active_to email email_consent".split(
    " ",
  ),
  profiles: ["employer_id", "category"],
};
const optional = new Set(
  (
    "birth_date mobile mobile_consent email email_consent io_enabled inps_mobile_enabled ended_on amount_due amount_paid paid_on " +
    "notice_number requests.relationship_id requests.quarter outcome closed_on"
  ).split(" "),
);
const needed = ["employers", "relationships", "contributions"];

export function readTable(folder: string, name: string): Table {
  const plain = path.join(folder, `${name}.csv`);
  const bytes = existsSync(plain) ? readFileSync(plain) : null;
  if (bytes) return tableFrom(bytes, name);
  if (existsSync(`${plain}.gz`)) return tableFrom(gunzipSync(readFileSync(`${plain}.gz`)), name);
  if (!needed.includes(name)) return { columns: [], rows: [] };
  throw new RefusedFile("missing");
}

function tableFrom(bytes: Buffer, name: string): Table {
  // One character for each byte; text is decoded once its borders are known.
  const binary = bytes.toString("latin1").replace(/^\u00ef\u00bb\u00bf/, "");
  const decode = decoder(bytes);
  const found = [",", ";", "\t"].map((delimiter) => {
    const first = binary.split("\n").find((line) => line.replace(/\r$/, "") !== "") ?? "";
    const names = decode(first)
      .split(delimiter)
      .map((cell) =>
        cell
          .trim()
          .replace(/^"(.*)"$/, "$1")
          .trim()
          .toLowerCase(),
      );
    return { delimiter, score: names.filter((column) => known[name]?.includes(column)).length };
  });
  const { delimiter } = found.sort((a, b) => b.score - a.score)[0] as { delimiter: string };
  const [header, ...rows] = parse(binary, delimiter, decode);
  const columns = (header?.cells ?? []).map((cell) => cell.trim().toLowerCase());
  for (const column of known[name] ?? []) {
    const times = columns.filter((other) => other === column).length;
    const isOptional = optional.has(column) || optional.has(`${name}.${column}`);
    if (times > 1 || (times === 0 && !isOptional)) throw new RefusedFile(column);
  }
  for (const row of rows) row.isMalformed ||= row.cells.length !== columns.length;
  return { columns, rows };
}

function decoder(bytes: Buffer): (binary: string) => string {
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const western = new TextDecoder("windows-1252");
  const isUtf8 = (piece: Buffer) => {
    try {
      strict.decode(piece);
      return true;
    } catch {
      return false;
    }
  };
  const whole = isUtf8(bytes);
  return (binary) =>
    binary
      .split("\n")
      .map((line) => Buffer.from(line, "latin1"))
      .map((line) => (whole || isUtf8(line) ? line.toString("utf8") : western.decode(line)))
      .join("\n");
}

function parse(binary: string, delimiter: string, decode: (binary: string) => string): Row[] {
  const rows: Row[] = [];
  const quoted = /"(?:[^"]|"")*"/y;
  const bare = new RegExp(`[^${delimiter}\n"]*`, "y");
  let at = 0;
  let line = 1;
  const endOfLine = (from: number) => {
    const feed = binary.indexOf("\n", from);
    return feed === -1 ? binary.length : feed;
  };
  while (at < binary.length) {
    const start = at;
    const cells: string[] = [];
    let end = -1;
    let isFaulty = false;
    while (end === -1) {
      const pattern = binary[at] === '"' ? quoted : bare;
      pattern.lastIndex = at;
      const field = pattern.exec(binary)?.[0];
      if (field === undefined) throw new RefusedFile("unclosed quote");
      const after = at + field.length;
      cells.push(pattern === quoted ? field.slice(1, -1).replaceAll('""', '"') : field);
      const rest = binary.slice(after, after + 2);
      if (rest[0] === delimiter) at = after + 1;
      else if (after >= binary.length || rest[0] === "\n") end = after;
      else if (pattern === quoted && (rest === "\r\n" || (rest === "\r" && after + 1 === binary.length)))
        end = endOfLine(after);
      else if (pattern === quoted && field.includes("\n")) {
        if (after - start > 65_536) throw new RefusedFile("unclosed quote");
        isFaulty = true;
        end = endOfLine(start);
      } else {
        isFaulty = true;
        end = endOfLine(after);
      }
    }
    const text = binary.slice(start, end).replace(/\r$/, "");
    const last = cells.length - 1;
    if (!isFaulty && !text.endsWith('"')) cells[last] = (cells[last] ?? "").replace(/\r$/, "");
    const isMalformed = isFaulty || text.includes("\0") || text.length > 65_536;
    if (text !== "") {
      rows.push({
        line,
        cells: cells.map(decode),
        isMalformed,
        text: decode(text),
        lenient:
          isMalformed || text.includes("\n")
            ? text.split("\n").map((piece) => lenientCells(decode(piece), delimiter))
            : [],
      });
    }
    line += binary.slice(start, end).split("\n").length;
    at = end + 1;
  }
  return rows;
}

/**
 * A field in quotes where a delimiter or the end follows them, otherwise all up to the next delimiter, without quotes
 * around.
 */
function lenientCells(text: string, delimiter: string): string[] {
  const field = new RegExp(`("(?:[^"]|"")*"(?=${delimiter}|$)|[^${delimiter}]*)(${delimiter}|$)`, "gy");
  const found = [...text.matchAll(field)];
  const end = found.findIndex((match) => match[2] === "");
  return found.slice(0, end + 1).map((match) =>
    (match[1] ?? "")
      .replaceAll("\0", "")
      .trim()
      .replace(/^"+|"+$/g, "")
      .trim(),
  );
}
