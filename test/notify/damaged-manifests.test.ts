import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { greyCampaign, toldGreyCampaign } from "../cli/commands/grey-campaign.ts";
import { videoguida } from "../cli/program.ts";
import { temporaryFolder, treeOf } from "./manifest-folder.ts";

const whole = mkdtempSync(path.join(tmpdir(), "damaged-"));
afterAll(() => rmSync(whole, { recursive: true }));

/** Version 2: the first of the selected has paid since. */
beforeAll(async () => {
  const campaign = await toldGreyCampaign(whole, { package: "hls" });
  await campaign.pay((await campaign.selected())[0] as string, 5000);
  await campaign.notify();
});

function copyOfCampaign() {
  const out = temporaryFolder();
  cpSync(whole, out, { recursive: true });
  return { ...greyCampaign(out, { package: "hls" }), out, manifests: path.join(out, "campaigns/2026-05/manifests") };
}

/** Cuts a line (from 1) of a file in the middle, as a disk or an editor would. */
function breakLine(file: string, line: number): void {
  const lines = readFileSync(file, "utf8").split("\n");
  const text = lines[line - 1] as string;
  lines[line - 1] = text.slice(0, Math.floor(text.length / 2));
  writeFileSync(file, lines.join("\n"));
}

const places = [
  { name: "myinps.ndjson", line: 1 },
  { name: "myinps.ndjson", line: 4 },
  { name: "sms.ndjson", line: 2 },
];

test.each(places)("$name, line $line is damaged and nothing has changed: the file is restored", async (damage) => {
  const { notify, manifests } = copyOfCampaign();
  const before = treeOf(manifests);
  breakLine(path.join(manifests, damage.name), damage.line);
  await notify();
  expect(treeOf(manifests)).toEqual(before);
});

test.each([...places, { name: "withdrawn.csv", line: 2 }])(
  "$name, line $line is damaged and somebody has paid: one sentence that names the line",
  async ({ name, line }) => {
    const { pay, selected, notify, manifests } = copyOfCampaign();
    await pay((await selected())[1] as string, 5000);
    const file = path.join(manifests, name);
    breakLine(file, line);
    const before = treeOf(manifests);
    await expect(notify()).rejects.toMatchObject({
      code: "manifest-damaged",
      exitCode: 3,
      message: `${file}, line ${line}, was changed after it was written`,
    });
    expect(treeOf(manifests), "nothing is left over").toEqual(before);
  },
);

test("the program says it to a person, and never calls it a bug", async () => {
  const { pay, selected, out, manifests } = copyOfCampaign();
  await pay((await selected())[1] as string, 5000);
  breakLine(path.join(manifests, "myinps.ndjson"), 1);
  const { exitCode, stderr } = await videoguida(["notify", "--campaign", "2026-05", "--out", out, "--package", "hls"]);
  expect(stderr).toMatch(/myinps\.ndjson, line 1, was changed after it was written/);
  expect(stderr).toContain("Put the file back from a copy");
  expect(stderr).not.toMatch(/bug/i);
  expect(exitCode).toBe(3);
});
