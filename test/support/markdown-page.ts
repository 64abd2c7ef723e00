import { readFileSync } from "node:fs";

/** What a test reads from a page of the project. */
export type MarkdownPage = {
  text: string;
  /** Code blocks that are named as a file (```` ```csv employers.csv ````), by that name; each ends with a line break. */
  files: Record<string, string>;
  /** Rows of the table with this header. Throws when the page has none or two. */
  rows(...header: string[]): string[][];
  /** The same as records, for headers that name no column twice. */
  table<Column extends string>(...header: Column[]): Record<Column, string>[];
  /** Rows of the first table under a heading, which is given with its `#`. Throws when there is none. */
  rowsUnder(heading: string): string[][];
};

/**
 * Reads a markdown file of the project; `path` from the project's root. Cells that are code through and through come
 * without the marks.
 */
export function markdownPage(path: string): MarkdownPage {
  const text = readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
  const rows = (...header: string[]) => {
    const [found, ...others] = tablesIn(text).filter(([first]) => first?.join("|") === header.join("|"));
    if (!found || others.length > 0) throw new Error(`${path} has not exactly one table ${header.join(", ")}`);
    return found.slice(1);
  };
  return {
    text,
    files: filesIn(text),
    rows,
    table: (...header) => rows(...header).map((cells) => recordOf(header, cells)),
    rowsUnder: (heading) => {
      const [, below = ""] = text.split(`\n${heading}\n`);
      const [found] = tablesIn(below.split(/^#/m)[0] ?? "");
      if (!found) throw new Error(`${path} has no table under ${heading}`);
      return found.slice(1);
    },
  };
}

function recordOf<Column extends string>(header: readonly Column[], cells: readonly string[]): Record<Column, string> {
  return Object.fromEntries(header.map((column, index) => [column, cells[index] ?? ""])) as Record<Column, string>;
}

function filesIn(text: string): Record<string, string> {
  const blocks = text.matchAll(/^```csv (\S+)\n(.*?)^```$/gms);
  return Object.fromEntries([...blocks].map(([, name = "", content = ""]) => [name, content]));
}

/** Header first, without the line of dashes below it. */
function tablesIn(text: string): string[][][] {
  const tables = text.match(/(?:^\|.*\|$\n?)+/gm) ?? [];
  return tables.map((table) => table.trimEnd().split("\n").map(cellsOf).toSpliced(1, 1));
}

/** `\|` is a bar inside a cell. */
function cellsOf(line: string): string[] {
  const cells = line.slice(1, -1).split(/(?<!\\)\|/);
  return cells.map((cell) => withoutMarks(cell.trim().replaceAll("\\|", "|")));
}

function withoutMarks(cell: string): string {
  return /^`([^`]*)`$/.exec(cell)?.[1] ?? cell;
}
