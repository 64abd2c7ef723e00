import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";

/** The folder of ffmpeg and its libraries; both come with the renderer. */
export function ffmpegFolder(): string {
  const require = createRequire(createRequire(import.meta.url).resolve("@remotion/renderer"));
  const libc =
    process.platform === "linux" ? (isMusl() ? "-musl" : "-gnu") : process.platform === "win32" ? "-msvc" : "";
  return path.dirname(require.resolve(`@remotion/compositor-${process.platform}-${process.arch}${libc}/package.json`));
}

function isMusl(): boolean {
  const report = process.report?.getReport() as { header?: { glibcVersionRuntime?: string } } | undefined;
  return report?.header?.glibcVersionRuntime === undefined;
}

let ffmpegFolderOnce: string | undefined;

/**
 * Milliseconds after which ffmpeg counts as hanging: a scene takes a second or two, on a machine under heavy load some
 * ten times as long.
 */
const timeLimit = 120_000;

/**
 * Feeds ffmpeg's standard input and returns its standard output. Throws with ffmpeg's error output when it fails, or
 * kills it and throws after `timeout` milliseconds or when `signal` aborts.
 */
export function runFfmpeg(
  programArguments: string[],
  input: Buffer[],
  { signal, timeout = timeLimit }: { signal?: AbortSignal; timeout?: number } = {},
): Promise<Buffer> {
  ffmpegFolderOnce ??= ffmpegFolder();
  const folder = ffmpegFolderOnce;
  return new Promise((resolve, reject) => {
    const child = spawn(path.join(folder, "ffmpeg"), ["-hide_banner", "-loglevel", "error", ...programArguments], {
      env: { LD_LIBRARY_PATH: folder, DYLD_LIBRARY_PATH: folder },
      stdio: ["pipe", "pipe", "pipe"],
      ...{ signal, timeout, killSignal: "SIGKILL" },
    });
    const output: Buffer[] = [];
    const errorChunks: Buffer[] = [];
    child.stdout.on("data", (bytes: Buffer) => output.push(bytes));
    child.stderr.on("data", (bytes: Buffer) => errorChunks.push(bytes));
    // Ignored: the exit code tells why the pipe broke.
    child.stdin.on("error", () => {});
    child.on("error", reject);
    child.on("close", (code, endedBy) => {
      if (code === 0) resolve(Buffer.concat(output));
      else reject(encoderTrouble(code ?? endedBy, Buffer.concat(errorChunks)));
    });
    for (const bytes of input) child.stdin.write(bytes);
    child.stdin.end();
  });
}

function encoderTrouble(end: number | NodeJS.Signals | null, errorOutput: Buffer): Error {
  if (end === "SIGKILL")
    return new Error("the encoder was killed: it took too long, or the machine had no memory left");
  return new Error(`the encoder ended with ${end}: ${errorOutput.toString("utf8").slice(0, 500)}`);
}
