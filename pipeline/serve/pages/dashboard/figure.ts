import type { ChartLabel, ChartTable } from "../../../measure/charts/chart-table.ts";

/** A figure of the dashboard: one sentence, a chart and the table that the chart is drawn from. */
export type Figure = {
  id: string;
  title: string;
  /** What the figure shows, with its numbers. */
  says: string;
  /** An SVG element; empty where a table says it better, or nothing could be drawn. */
  chart: string;
  /** Explains the chart where its words do not; empty when they do. */
  key: string;
  isWide: boolean;
  /** Null when none of its figures is shown. */
  table: {
    caption: string;
    head: string[];
    rows: { name: string; cells: { label: string; text: string }[] }[];
    isBroad: boolean;
    isShort: boolean;
  } | null;
};

export type FigureParts = {
  id: string;
  title: string;
  says: string;
  table: ChartTable;
  draw?: (table: ChartTable, label: ChartLabel) => string | null;
  /** Explains the chart, where its words do not. */
  key?: string;
  /** True when figures that are not shown have no words beside their marks. */
  marksHaveNoWords?: boolean;
  isWide?: boolean;
};

/** More columns do not stand side by side on a telephone. */
const columnsOnTelephone = 2;

/** Longer tables are shown to who asks for them, and in print. */
const rowsAtOnce = 8;

const nothingShown = "Ancora niente da mostrare: i numeri sono troppo piccoli.";

/** Null when nothing of it was measured. A figure of which nothing is shown says so, without an empty chart and table. */
export function figureOf({
  id,
  title,
  says,
  table: whole,
  draw,
  key = "",
  marksHaveNoWords = false,
  isWide = false,
}: FigureParts): Figure | null {
  const table = measured(whole);
  const values = table.rows.flatMap(({ cells }) => cells.map(({ value }) => value));
  if (values.length === 0) return null;
  const bare = { id, title, isWide: false, chart: "", key: "", table: null };
  if (!values.some((value) => typeof value === "number")) return { ...bare, says: nothingShown };
  const isHidden = values.some((value) => value === "few" || value === "near");
  const hasLength = values.some((value) => typeof value === "number" && value !== 0);
  const chart = hasLength
    ? draw?.(table, { id: `grafico-${id}`, label: `Grafico: ${title}. I numeri sono nella tabella.` })
    : null;
  return {
    ...{ id, title, says, isWide, chart: chart ?? "" },
    key: chart
      ? [key, marksHaveNoWords && isHidden ? "Un rombo vuoto sta per un numero che non si può mostrare." : ""]
          .filter(Boolean)
          .join(" ")
      : "",
    table: {
      ...{
        caption: `${title}: i numeri`,
        head: table.head,
        isBroad: table.head.length > columnsOnTelephone,
        isShort: table.rows.length <= rowsAtOnce,
      },
      rows: table.rows.map(({ name, cells }) => ({
        name,
        cells: cells.map(({ text }, column) => ({ label: table.head[column] ?? "", text })),
      })),
    },
  };
}

/** Without rows and columns of which nothing was measured. */
function measured({ head, rows }: ChartTable): ChartTable {
  const columns = [...head.keys()].filter((column) =>
    rows.some(({ cells }) => (cells[column]?.value ?? null) !== null),
  );
  const measuredRows = rows.filter(({ cells }) => cells.some(({ value }) => value !== null));
  return {
    head: columns.map((column) => head[column] ?? ""),
    rows: measuredRows.map(({ name, cells }) => ({
      name,
      cells: columns.flatMap((column) => cells[column] ?? []),
    })),
  };
}

/** A part of the dashboard: what was measured of it. */
export type Section = { id: string; title: string; intro: string; figures: Figure[]; comments: string[] };

export function sectionOf(
  id: string,
  title: string,
  figures: readonly (Figure | null)[],
  { intro = "", comments = [] as readonly string[] } = {},
): Section {
  return { id, title, intro, figures: figures.filter((figure) => figure !== null), comments: [...comments] };
}
