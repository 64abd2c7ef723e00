import { fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { isWholeBrowser } from "../../pipeline/render/browser/unpack-browser.ts";

const archives = path.resolve(createRequire(import.meta.url).resolve("@sparticuz/chromium"), "../../bin");
const script = fileURLToPath(new URL("./unpack-browser-child.ts", import.meta.url));
const base = mkdtempSync(path.join(tmpdir(), "unpack-"));
const folder = path.join(base, "browser");
afterAll(() => rmSync(base, { recursive: true }));

/** Finds or unpacks the browser in a process whose temporary folder is ours to look into; returns its folder. */
async function unpack(): Promise<string> {
  const child = fork(script, [archives, folder], { execArgv: [], env: { ...process.env, TMPDIR: base } });
  const [[place], [exitCode]] = await Promise.all([once(child, "message"), once(child, "exit")]);
  expect(exitCode).toBe(0);
  return place as string;
}

const starts = () => {
  const libraries = { LD_LIBRARY_PATH: path.join(folder, "al2023", "lib") };
  return spawnSync(path.join(folder, "chromium"), ["--version"], { env: libraries }).status === 0;
};

test("processes that unpack at once end with one whole browser, and leave nothing beside", async () => {
  expect(await Promise.all([unpack(), unpack()])).toEqual([folder, folder]);
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
  expect(await unpack()).toBe(folder);
  expect([isWholeBrowser(folder), starts(), readdirSync(base)]).toEqual([true, true, ["browser"]]);
});

test.runIf(process.getuid?.() === 0)(
  "a folder of another user is left alone: the process has a browser of its own while it runs",
  async () => {
    renameSync(folder, path.join(base, "aside"));
    mkdirSync(folder);
    writeFileSync(path.join(folder, "chromium"), "another's");
    chownSync(folder, 12_345, 12_345);
    expect(path.relative(base, await unpack())).toMatch(/^own-browser-\w+\/browser$/);
    expect(readFileSync(path.join(folder, "chromium"), "utf8")).toBe("another's");
    expect(readdirSync(base).sort()).toEqual(["aside", "browser"]);
  },
);
