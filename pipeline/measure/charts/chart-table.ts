import type { Shown } from "../disclosure/small-numbers.ts";

/** One figure as a table and its chart show it; `text` is what people read. Null: it was not measured. */
export type Cell = { value: Shown | null; text: string };

/** A thing that is counted apart, with a cell for each column. */
export type Row = { name: string; cells: Cell[] };

/** What a chart is drawn from: the very cells that the table beside it shows. */
export type ChartTable = { head: string[]; rows: Row[] };

/** `id` is the only one on its page; `label` is read out in place of the picture. */
export type ChartLabel = { id: string; label: string };

/** The figure that is drawn, or null where none is shown. */
export function numberIn(cell: Cell | undefined): number | null {
  return typeof cell?.value === "number" ? cell.value : null;
}

/** True for a figure that was counted and may not be shown. */
export function isHidden(cell: Cell | undefined): boolean {
  return cell !== undefined && cell.value !== null && typeof cell.value !== "number";
}

/** The largest figure of these columns; 1 when there is none, so that a scale has a length. */
export function largestIn({ rows }: ChartTable, columns: readonly number[]): number {
  const numbers = rows.flatMap(({ cells }) => columns.map((column) => numberIn(cells[column]) ?? 0));
  return Math.max(0, ...numbers) || 1;
}

/** What a mark stands for; browsers show it to whoever points at the mark. */
export function markTitle({ head }: ChartTable, { name, cells }: Row, column: number): string {
  return `${name} – ${head[column]}: ${cells[column]?.text}`;
}
