import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  commandSession,
  fixtures,
  prepareScenes,
  sessionOnCopy,
  settingsFile,
} from "../cli/commands/command-session.ts";

const whole = mkdtempSync(path.join(tmpdir(), "refused-notify-"));
afterAll(() => rmSync(whole, { recursive: true }));
beforeAll(async () => {
  await prepareScenes(whole);
  expect(await commandSession(whole).type("run", "--extracts", fixtures)).toMatchObject({ exitCode: 0 });
});

test("notify with settings whose guides are not made is refused, and the campaign keeps its plan", async () => {
  const { type, ledgerRows } = sessionOnCopy(whole);
  const { plans } = await ledgerRows();
  const config = settingsFile({ sender: { name: "Ufficio di prova" } });
  expect(await type("notify", "--config", config)).toMatchObject({ exitCode: 2 });
  expect((await ledgerRows()).plans).toEqual(plans);
});
