import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { sceneKeys } from "../../pipeline/render/scenes/scene-key.ts";
import { fingerprintOf } from "../../pipeline/support/code-fingerprint.ts";
import { exampleScene } from "./example-scene.ts";

const keyOf = await sceneKeys("chromium 1");
const key = keyOf(exampleScene());

describe("a scene has another key when its pictures can be others", () => {
  test.each([
    { name: "another first name", scene: exampleScene({ name: "Marie" }) },
    { name: "no name", scene: exampleScene({ name: null }) },
    { name: "another text", scene: exampleScene({ message: "Ecco la guida" }) },
    { name: "another wordmark", scene: exampleScene({ sender: "Istituto" }) },
    { name: "another chapter", scene: exampleScene({ chapter: { title: "La tua situazione", number: 2, of: 5 } }) },
    { name: "a narration that makes it longer", scene: exampleScene({ narration: "Ciao Maria. ".repeat(40) }) },
  ])("$name", ({ scene }) => {
    expect(keyOf(scene)).not.toBe(key);
  });

  test("another browser", async () => {
    expect((await sceneKeys("chromium 2"))(exampleScene())).not.toBe(key);
  });
});

test("it has the same key when only the narration differs, or the order in which the text was written", () => {
  expect(keyOf(exampleScene({ narration: "Ciao Maria, ecco la tua guida ai contributi!" }))).toBe(key);
  expect(
    keyOf(Object.fromEntries(Object.entries(exampleScene()).toReversed()) as ReturnType<typeof exampleScene>),
  ).toBe(key);
});

test("another processor architecture draws in another way, and has keys of its own", async () => {
  const keys = await Promise.all(
    ["x64", "arm64"].map(async (arch) => (await sceneKeys("chromium 1", arch))(exampleScene())),
  );
  expect(new Set(keys).size).toBe(2);
  expect(keys.includes(key)).toBe(["x64", "arm64"].includes(process.arch));
});

describe("the code of a scene", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "fingerprint-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const fingerprint = async (scene: string, part = "export const size = 12;") => {
    writeFileSync(path.join(folder, "part.ts"), part);
    const file = path.join(folder, "scene.ts");
    writeFileSync(file, `import { size } from "./part.ts";\n${scene}`);
    return fingerprintOf(file);
  };
  const original = "export const draw = () => size * 2;";

  test.each([
    {
      name: "a remark",
      scene: "// Why twice: it is read from afar.\nexport const draw = () => size * 2;",
      part: "export const size = 12;",
      isSame: true,
    },
    {
      name: "another layout",
      scene: "export const draw = () =>\n\n  size * 2;",
      part: "export const size = 12;",
      isSame: true,
    },
    {
      name: "something it does not use",
      scene: original,
      part: "export const size = 12; export const unused = 3;",
      isSame: true,
    },
    {
      name: "another figure",
      scene: "export const draw = () => size * 3;",
      part: "export const size = 12;",
      isSame: false,
    },
    { name: "another figure in a part of it", scene: original, part: "export const size = 13;", isSame: false },
  ])("with $name counts as the same: $isSame", async ({ scene, part, isSame }) => {
    const before = await fingerprint(original);
    expect((await fingerprint(scene, part)) === before).toBe(isSame);
  });
});
