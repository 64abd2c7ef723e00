import fc from "fast-check";
import { expect, test } from "vitest";
import { barChart } from "../../pipeline/measure/charts/bar-chart.ts";
import { cellChart } from "../../pipeline/measure/charts/cell-chart.ts";
import type { Cell, ChartTable } from "../../pipeline/measure/charts/chart-table.ts";
import { dayChart } from "../../pipeline/measure/charts/day-chart.ts";
import { intervalChart } from "../../pipeline/measure/charts/interval-chart.ts";
import { lineChart } from "../../pipeline/measure/charts/line-chart.ts";
import { type DrawnMark, drawnMarks, hiddenMarks } from "./drawn-marks.ts";

const label = { id: "chart", label: "A chart" };

function cell(value: Cell["value"]): Cell {
  return { value, text: value === null ? "–" : typeof value === "number" ? String(value) : `hidden, ${value}` };
}

/** `few` and `near` as often as they come in small campaigns. */
const cells = fc.oneof(fc.nat(1_000_000), fc.constantFrom("few", "near", null)).map(cell);

/** Tables of so many columns; names are told apart by their number. */
function tables(columns: number): fc.Arbitrary<ChartTable> {
  const row = fc.array(cells, { minLength: columns, maxLength: columns });
  return fc.array(row, { minLength: 2, maxLength: 8 }).map((rows) => ({
    head: Array.from({ length: columns }, (_, index) => `C${index}`),
    rows: rows.map((own, index) => ({ name: `R${index}`, cells: own })),
  }));
}

/** What each cell of a table is called on its mark, with its figure. */
function titled({ head, rows }: ChartTable) {
  return rows.flatMap(({ name, cells }) =>
    cells.map(({ value, text }, column) => ({ title: `${name} – ${head[column]}: ${text}`, value })),
  );
}

/** Lengths as many as there are figures above zero, in one proportion to them, to the tenth of a unit that is kept. */
function expectProportional(table: ChartTable, marks: readonly DrawnMark[], lengthOf: (mark: DrawnMark) => number) {
  const figures = titled(table).filter(({ value }) => typeof value === "number" && value > 0);
  expect(marks.map(({ title }) => title).sort()).toEqual(figures.map(({ title }) => title).sort());
  const largest = figures.reduce((max, { value }) => Math.max(max, Number(value)), 0);
  const longest = Math.max(...marks.map(lengthOf));
  for (const { title, value } of figures) {
    const mark = marks.find((one) => one.title === title) as DrawnMark;
    expect(Math.abs(lengthOf(mark) - (Number(value) / largest) * longest)).toBeLessThan(0.21);
  }
}

const hasLength = (table: ChartTable) => titled(table).some(({ value }) => typeof value === "number" && value > 0);
const hiddenIn = (table: ChartTable) => titled(table).filter(({ value }) => value === "few" || value === "near").length;

test("bars are as long as their figures; what is not shown has a mark and no bar", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3 }).chain(tables), (table) => {
      const svg = barChart(table, label);
      expect(svg === null).toBe(!hasLength(table));
      if (svg === null) return;
      expectProportional(table, drawnMarks(svg), ({ attributes }) => attributes.width as number);
      expect(hiddenMarks(svg)).toBe(hiddenIn(table));
    }),
    { numRuns: 40 },
  );
});

test("columns by day and by place are as high as their figures", () => {
  fc.assert(
    fc.property(tables(2).filter(hasLength), (table) => {
      const days = table.rows.map((_, index) => (index > 5 ? `${index}–${index + 1}` : String(index)));
      for (const svg of [dayChart(table, { ...label, days, unit: "days" }), cellChart(table, label)]) {
        expectProportional(table, drawnMarks(svg), ({ attributes }) => attributes.height as number);
        expect(hiddenMarks(svg)).toBe(hiddenIn(table));
      }
    }),
    { numRuns: 40 },
  );
});

test("a line has a point for each figure that is shown, as high as it is, and breaks where one is not", () => {
  fc.assert(
    fc.property(tables(1).filter(hasLength), (table) => {
      const at = table.rows.map((_, index) => index * 25);
      const svg = lineChart(table, { ...label, at, ticks: at.map(String) });
      const marks = drawnMarks(svg);
      const figures = titled(table).filter(({ value }) => typeof value === "number");
      expect(marks.map(({ title }) => title)).toEqual(figures.map(({ title }) => title));
      // The line of the floor.
      const floor = Number(/<g[^>]*class="frame"[^>]*>.*?y1="([\d.]+)"/s.exec(svg)?.[1] ?? Number.NaN);
      const largest = Math.max(...figures.map(({ value }) => Number(value)));
      const highest = Math.max(...marks.map(({ attributes }) => floor - (attributes.cy as number)));
      for (const [index, { value }] of figures.entries()) {
        const height = floor - (marks[index]?.attributes.cy as number);
        expect(Math.abs(height - (Number(value) / largest) * highest)).toBeLessThan(0.21);
      }
      expect(hiddenMarks(svg)).toBe(hiddenIn(table));
    }),
    { numRuns: 40 },
  );
});

test.each([
  { name: "above zero", ends: [3.9, 4.6, 5.3], isLeftOfAll: true },
  { name: "across zero", ends: [-1, 0.5, 2], isLeftOfAll: false },
  { name: "below zero", ends: [-4, -3, -1], isLeftOfAll: false },
])("an interval $name", ({ ends, isLeftOfAll }) => {
  const [low, value, high] = ends.map(cell) as [Cell, Cell, Cell];
  const svg = intervalChart({ value, low, high, zero: "zero" }, label) ?? "";
  const lines = [...svg.matchAll(/<line[^>]*>/g)].map(([line]) => Number(/x1="([\d.]+)"/.exec(line)?.[1]));
  const [zero = 0, from = 0, to = 0] = lines;
  const unit = (to - from) / ((ends[2] as number) - (ends[0] as number));
  expect(zero).toBeCloseTo(from - (ends[0] as number) * unit, 0);
  expect(zero < from).toBe(isLeftOfAll);
  const [mark] = drawnMarks(svg);
  expect(mark?.attributes.cx).toBeCloseTo(zero + (ends[1] as number) * unit, 0);
});

test("an interval of which an end is not shown is not drawn", () => {
  expect(intervalChart({ value: cell(1), low: cell("near"), high: cell(2), zero: "zero" }, label)).toBeNull();
});

test("names of services are text, whatever they hold, and a long one leaves room for itself", () => {
  const name = "A <b>service</b> & “another” with a name of eighty letters and more than that";
  const svg = barChart({ head: ["Times"], rows: [{ name, cells: [cell(3)] }] }, label) ?? "";
  expect(svg).not.toContain("<b>");
  expect(svg).toContain("A &lt;b&gt;service&lt;/b&gt; &amp; “another”");
  expect(svg).toContain("…</text>");
});

test("a chart brings no styles with it, and its ids are its own", () => {
  const table = { head: ["A", "B"], rows: [{ name: "R", cells: [cell(3), cell(2)] }] };
  for (const id of ["one", "two"]) {
    const svg = barChart(table, { ...label, id }) ?? "";
    expect(svg).not.toMatch(/<style|style=|class="plot/);
    const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map(([, found]) => found);
    expect(ids).toEqual([id, `${id}-hatch`]);
    expect(svg).toContain(`url(#${id}-hatch)`);
  }
});
