import type { Progress, ProgressTask } from "./progress.ts";

/** Redraws a second of a bar, for a person; and seconds between lines, for a log. */
const redrawsPerSecond = 8;
const secondsBetweenLines = 15;

/** Progress on standard error: a bar with rate and time left on a terminal, plain lines elsewhere. */
export function terminalProgress(stream: NodeJS.WriteStream): Progress {
  return {
    start: (label, total, unit) =>
      stream.isTTY ? barTask(stream, label, total, unit) : lineTask(stream, label, total, unit),
    say: (line) => stream.write(`${line}\n`),
  };
}

type Count = { label: string; total: number | null; unit: string; done: number; startedAt: number };

function barTask(stream: NodeJS.WriteStream, label: string, total: number | null, unit: string): ProgressTask {
  const count: Count = { label, total, unit, done: 0, startedAt: performance.now() };
  const redraw = () => stream.write(`\r\u001b[2K${barLine(count, stream.columns || 80)}`);
  const timer = setInterval(redraw, 1000 / redrawsPerSecond);
  timer.unref();
  redraw();
  return {
    advance: (more = 1) => {
      count.done += more;
    },
    finish: (note) => {
      clearInterval(timer);
      stream.write(`\r\u001b[2K${finalLine(count, note)}\n`);
    },
  };
}

function lineTask(stream: NodeJS.WriteStream, label: string, total: number | null, unit: string): ProgressTask {
  const count: Count = { label, total, unit, done: 0, startedAt: performance.now() };
  const timer = setInterval(() => stream.write(`${plainLine(count)}\n`), secondsBetweenLines * 1000);
  timer.unref();
  return {
    advance: (more = 1) => {
      count.done += more;
    },
    finish: (note) => {
      clearInterval(timer);
      stream.write(`${finalLine(count, note)}\n`);
    },
  };
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
