import { fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, renameSync, rmSync, truncateSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { isWholeBrowser } from "../../pipeline/render/unpack-browser.ts";

const archives = path.resolve(createRequire(import.meta.url).resolve("@sparticuz/chromium"), "../../bin");
const script = fileURLToPath(new URL("./unpack-browser-child.ts", import.meta.url));
const base = mkdtempSync(path.join(tmpdir(), "unpack-"));
const folder = path.join(base, "browser");
afterAll(() => rmSync(base, { recursive: true }));

/** Unpacks in a process whose temporary folder is ours to look into. */
async function unpack(): Promise<void> {
  const child = fork(script, [archives, folder], { execArgv: [], env: { ...process.env, TMPDIR: base } });
  const [exitCode] = await once(child, "exit");
  expect(exitCode).toBe(0);
}

const starts = () => {
  const libraries = { LD_LIBRARY_PATH: path.join(folder, "al2023", "lib") };
  return spawnSync(path.join(folder, "chromium"), ["--version"], { env: libraries }).status === 0;
};

test("processes that unpack at once end with one whole browser, and leave nothing beside", async () => {
  await Promise.all([unpack(), unpack()]);
  expect([isWholeBrowser(folder), starts(), readdirSync(base)]).toEqual([true, true, ["browser"]]);
});

const inFolder = (name: string) => path.join(folder, name);
const aside = (name: string) => ({
  harm: () => renameSync(inFolder(name), path.join(base, "aside")),
  mend: () => renameSync(path.join(base, "aside"), inFolder(name)),
});

test.each([
  { state: "lost its program", ...aside("chromium") },
  { state: "lost its fonts", ...aside("fonts/fonts") },
  { state: "lost its list", ...aside("unpacked.json") },
  { state: "may be changed by others", harm: () => chmodSync(folder, 0o777), mend: () => chmodSync(folder, 0o700) },
])("a browser that $state is not whole", ({ harm, mend }) => {
  harm();
  expect(isWholeBrowser(folder)).toBe(false);
  mend();
  expect(isWholeBrowser(folder)).toBe(true);
});

test("a browser that was cut short is unpacked again", async () => {
  truncateSync(inFolder("chromium"), 1000);
  expect(isWholeBrowser(folder)).toBe(false);
  await unpack();
  expect([isWholeBrowser(folder), starts(), readdirSync(base)]).toEqual([true, true, ["browser"]]);
});
