import { expect, test } from "vitest";
import { barLine, duration, openTerminal } from "../../pipeline/support/terminal.ts";

const ago = (seconds: number) => performance.now() - seconds * 1000;
/** Made when it is asked for: tests of a busy machine run long after their file was loaded. */
const half = () => ({ label: "Rendering", total: 200, unit: "pictures", done: 100, startedAt: ago(10) });

test("a bar says how far, how fast and how long", () => {
  expect(barLine(half(), 100)).toMatch(/^█{15}░{15} {2}Rendering: 100 of 200 pictures, 10\/s, \d+(\.\d)? s left$/);
});

test.each([
  { name: "a wide terminal", columns: 120 },
  { name: "a narrow one", columns: 60 },
  { name: "a very narrow one", columns: 30 },
])("no line is wider than $name", ({ columns }) => {
  expect(barLine(half(), columns).length).toBeLessThan(columns);
});

test("work of unknown length has no bar, and before it begins no number", () => {
  expect(barLine({ ...half(), total: null }, 100)).toMatch(/^Rendering: 100 pictures, 10\/s$/);
  expect(barLine({ ...half(), total: null, done: 0 }, 100)).toBe("Rendering …");
});

test.each([
  [0.44, "0.4 s"],
  [59.6, "1 min 0 s"],
  [200, "3 min 20 s"],
  [7500, "2 h 5 min"],
])("%d seconds are %s", (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

/** A stream that keeps what was written to it, and what a terminal would show of that. */
function screen(isTTY: boolean) {
  const written: string[] = [];
  const stream = { isTTY, columns: 80, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream;
  const shown = () =>
    written
      .join("")
      .split("\n")
      .map((line) =>
        line
          .split("\r\u001b[2K")
          .at(-1)
          ?.replace(/ in \d.*/, ""),
      );
  return { stream, shown };
}

test("a line beside a bar stands alone, and the bar is drawn again below it", () => {
  const { stream, shown } = screen(true);
  const terminal = openTerminal(stream);
  const task = terminal.progress.start("Rendering", null, "pictures");
  terminal.say("Warning: something is odd.");
  expect(shown()).toEqual(["Warning: something is odd.", "Rendering …"]);
  task.advance(3);
  task.finish();
  expect(shown()).toEqual(["Warning: something is odd.", "Rendering: 3 pictures", ""]);
});

test("of two bars the other comes back when one has ended", () => {
  const { stream, shown } = screen(true);
  const { progress } = openTerminal(stream);
  const outer = progress.start("Running", null, "stages");
  progress.start("Reading", null, "rows").finish("done");
  expect(shown()).toEqual(["Reading: done", "Running …"]);
  outer.finish("done");
  expect(shown()).toEqual(["Reading: done", "Running: done", ""]);
});

test("a bar that nobody ended is left above an error", () => {
  const { stream, shown } = screen(true);
  const terminal = openTerminal(stream);
  const task = terminal.progress.start("Rendering", null, "pictures");
  terminal.close();
  terminal.say("The disk is full.");
  task.finish();
  expect(shown()).toEqual(["Rendering …", "The disk is full.", ""]);
});

test("without a terminal there are lines and no signs that move the cursor", () => {
  const { stream, shown } = screen(false);
  const terminal = openTerminal(stream);
  const task = terminal.progress.start("Rendering", null, "pictures");
  terminal.say("Warning: something is odd.");
  task.finish("done");
  expect(shown()).toEqual(["Warning: something is odd.", "Rendering: done", ""]);
});
