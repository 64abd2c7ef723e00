import type { Progress } from "./progress.ts";

/** Redraws a second of a bar, for a person; and seconds between lines, for a log. */
const redrawsPerSecond = 8;
const secondsBetweenLines = 15;

/** What a person sees of a running command, on one stream. */
export type Terminal = {
  /** A bar with rate and time left on a terminal, plain lines elsewhere. */
  progress: Progress;
  /** A line of its own, also while a bar is drawn. */
  say(line: string): void;
  /** Ends the bars of work that was given up, so that what follows stands on its own line. */
  close(): void;
};

/** Shows the progress of a command on a stream, usually standard error. */
export function openTerminal(stream: NodeJS.WriteStream): Terminal {
  const open = new Set<Line>();
  const say = (text: string) => {
    stream.write(`${stream.isTTY ? eraseLine : ""}${text}\n`);
    if (stream.isTTY) last(open)?.redraw();
  };
  const start: Progress["start"] = (label, total, unit) => {
    const count: Count = { label, total, unit, done: 0, startedAt: performance.now() };
    const line = stream.isTTY ? barOf(count, stream) : plainLinesOf(count, stream);
    open.add(line);
    return {
      advance: (more = 1) => {
        count.done += more;
      },
      finish: (note) => {
        line.stop();
        if (open.delete(line)) say(finalLine(count, note));
      },
    };
  };
  const close = () => {
    for (const line of open) line.stop();
    if (stream.isTTY && open.size > 0) stream.write("\n");
    open.clear();
  };
  return { progress: { start, say }, say, close };
}

type Count = { label: string; total: number | null; unit: string; done: number; startedAt: number };

/** The unfinished line about one piece of work. */
type Line = { redraw(): void; stop(): void };

const eraseLine = "\r\u001b[2K";

function barOf(count: Count, stream: NodeJS.WriteStream): Line {
  const redraw = () => stream.write(`${eraseLine}${barLine(count, stream.columns || 80)}`);
  redraw();
  return { redraw, stop: every(1 / redrawsPerSecond, redraw) };
}

function plainLinesOf(count: Count, stream: NodeJS.WriteStream): Line {
  const stop = every(secondsBetweenLines, () => stream.write(`${plainLine(count)}\n`));
  return { redraw: () => {}, stop };
}

/** Returns the function that ends it. Never keeps the process alive. */
function every(seconds: number, work: () => void): () => void {
  const timer = setInterval(work, seconds * 1000);
  timer.unref();
  return () => clearInterval(timer);
}

function last(lines: Set<Line>): Line | undefined {
  return [...lines].at(-1);
}

/** Exported for tests: the line a person sees, no wider than the terminal. */
export function barLine(count: Count, columns: number): string {
  const text = plainLine(count);
  const width = Math.min(30, columns - text.length - 4);
  if (count.total === null || count.total === 0 || width < 8) return text.slice(0, columns - 1);
  const filled = Math.min(width, Math.floor((count.done / count.total) * width));
  return `${"█".repeat(filled)}${"░".repeat(width - filled)}  ${text}`;
}

function plainLine(count: Count): string {
  if (count.total === null && count.done === 0) return `${count.label} …`;
  const rate = ratePerSecond(count);
  const progress = count.total === null ? number(count.done) : `${number(count.done)} of ${number(count.total)}`;
  const parts = [`${count.label}: ${progress} ${count.unit}`];
  if (rate > 0) parts.push(`${number(rate)}/s`);
  if (rate > 0 && count.total !== null && count.done < count.total)
    parts.push(`${duration((count.total - count.done) / rate)} left`);
  return parts.join(", ");
}

function finalLine(count: Count, note: string | undefined): string {
  const seconds = (performance.now() - count.startedAt) / 1000;
  return `${count.label}: ${note ?? `${number(count.done)} ${count.unit}`} in ${duration(seconds)}`;
}

function ratePerSecond(count: Count): number {
  const seconds = (performance.now() - count.startedAt) / 1000;
  return seconds < 0.5 ? 0 : count.done / seconds;
}

function number(value: number): string {
  return value.toLocaleString("en-GB", { maximumFractionDigits: value < 10 && value % 1 !== 0 ? 1 : 0 });
}

/** 0.4 s, 12 s, 3 min 20 s, 2 h 5 min. */
export function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
