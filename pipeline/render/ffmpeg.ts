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

/** Feeds ffmpeg's standard input and returns its standard output. Throws with ffmpeg's complaint. */
export function runFfmpeg(programArguments: string[], input: Buffer[]): Promise<Buffer> {
  ffmpegFolderOnce ??= ffmpegFolder();
  const folder = ffmpegFolderOnce;
  return new Promise((resolve, reject) => {
    const child = spawn(path.join(folder, "ffmpeg"), ["-hide_banner", "-loglevel", "error", ...programArguments], {
      env: { LD_LIBRARY_PATH: folder, DYLD_LIBRARY_PATH: folder },
      stdio: ["pipe", "pipe", "pipe"],
    });
    const output: Buffer[] = [];
    const complaints: Buffer[] = [];
    child.stdout.on("data", (bytes: Buffer) => output.push(bytes));
    child.stderr.on("data", (bytes: Buffer) => complaints.push(bytes));
    // The exit code tells; a broken pipe is only its echo.
    child.stdin.on("error", () => {});
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(Buffer.concat(output));
      else
        reject(
          new Error(`the encoder ended with ${code}: ${Buffer.concat(complaints).toString("utf8").slice(0, 500)}`),
        );
    });
    for (const bytes of input) child.stdin.write(bytes);
    child.stdin.end();
  });
}
