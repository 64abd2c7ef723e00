import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { bundleCompositions } from "../../pipeline/render/bundle.ts";

const folder = mkdtempSync(path.join(tmpdir(), "bundle-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The process that bundles into the folder, or null as long as there is none. */
function bundlingProcess(): number | null {
  const isBundling = (id: string) => {
    try {
      const command = readFileSync(`/proc/${id}/cmdline`, "utf8");
      return command.includes("bundle-child.ts") && command.includes(folder);
    } catch {
      return false;
    }
  };
  return Number(readdirSync("/proc").find((id) => /^\d+$/.test(id) && isBundling(id))) || null;
}

test.skipIf(process.platform !== "linux")(
  "a killed bundling process is noticed, and leaves nothing behind",
  async () => {
    const bundling = expect(bundleCompositions(folder)).rejects.toThrow(/was ended from outside \(SIGKILL\)/);
    process.kill(await vi.waitUntil(bundlingProcess, { timeout: 20_000, interval: 5 }), "SIGKILL");
    await bundling;
    expect(readdirSync(path.join(folder, "bundles"))).toEqual([]);
  },
);
