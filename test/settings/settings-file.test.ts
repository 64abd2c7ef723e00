import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { configSchema, readConfig } from "../../pipeline/settings/config.ts";

const folder = mkdtempSync(path.join(tmpdir(), "settings-"));
afterAll(() => rmSync(folder, { recursive: true }));

const file = path.join(folder, "settings.json");

function read(text: string | Buffer) {
  writeFileSync(file, text);
  return readConfig(file);
}

const service = (id: string, url = "https://www.inps.it/a") =>
  `{\n"id": "${id}", "label": "Portale",\n"description": "Per versare",\n"url": "${url}"\n}`;

describe("what is wrong with a settings file, with the line", () => {
  test.each([
    {
      name: "a value in a list",
      text: `{\n"services": [\n${service("a", "ftp://www.inps.it")}\n]\n}`,
      says: "line 6: services.0.url: must be an address that begins with https://",
    },
    {
      name: "a key that is missing is sought in what it should stand in",
      text: `{\n"services": [\n{ "id": "a",\n"label": "Portale" } ] }`,
      says: "line 3: services.0.description: ",
    },
    {
      name: "two services with one id",
      text: `{ "services": [\n${service("a")},\n${service("b")},\n${service("a")} ] }`,
      says: "line 13: services.2.id: is the id of two services",
    },
    { name: "a key that no setting has", text: '{\n\n"colour": 1 }', says: "line 3: colour: is no setting" },
    {
      name: "a key that its group does not have",
      text: '{ "render": {\n"tabs": 1 } }',
      says: "line 2: render.tabs: is no setting",
    },
    { name: "a value on the line after its key", text: '{\n"baseUrl":\n3 }', says: "line 2: baseUrl: " },
    { name: "a percentage over 100", text: '{"plausibility":\n{"shrunk":\n{"percent":101}}}', says: "line 3: plausib" },
    { name: "CRLF", text: '{\r\n"baseUrl": "",\r\n"sms": {}}', says: "line 2: baseUrl: " },
    { name: "after a byte order mark", text: '\ufeff{\n"baseUrl": "" }', says: "line 2: baseUrl: " },
    { name: "a list instead of an object", text: "[]", says: "line 1: Invalid input: expected object" },
    {
      name: "a key that stands twice",
      text: '{ "sms": {\n"link": true,\n"link": false } }',
      says: "line 3: link stands",
    },
    { name: "a missing comma", text: '{\n"sms": {}\n"io": {} }', says: "line 3: the settings file is not JSON" },
    { name: "a comma too many", text: '{\n"sms": {},\n}', says: "line 3: the settings file is not JSON" },
    { name: "a comment", text: '{\n// none\n"sms": {} }', says: "line 2: the settings file is not JSON" },
    { name: "an end too early", text: '{\n"sms": {\n', says: "line 3: the settings file is not JSON" },
    { name: "nothing", text: "", says: "line 1: the settings file is not JSON" },
    { name: "something after the end", text: "{}\n{}", says: "line 2: the settings file is not JSON" },
  ])("$name", ({ text, says }) => {
    expect(() => read(text)).toThrow(`${file}, ${says}`);
  });

  test("a file in another encoding than UTF-8 is told so", () => {
    expect(() => read(Buffer.from('{"sender":{"name":"Perch\xe9"}}', "latin1"))).toThrow(/is not UTF-8$/);
  });

  test("it is bad input", () => {
    expect(() => read("{")).toThrow(expect.objectContaining({ code: "invalid-config", exitCode: 2 }));
  });
});

test("a byte order mark is no part of the settings", () => {
  expect(read('\ufeff{"sms":{"link":true}}')).toEqual(configSchema.parse({ sms: { link: true } }));
});

describe("fixtures/settings.json", () => {
  const example = fileURLToPath(new URL("../../fixtures/settings.json", import.meta.url));
  const written: unknown = JSON.parse(readFileSync(example, "utf8"));

  test("is read as exactly the defaults", () => {
    expect(readConfig(example)).toEqual(configSchema.parse({}));
    expect(written).toEqual(configSchema.parse({}));
  });

  test("shows every key of the schema", () => {
    const schema = z.toJSONSchema(configSchema, { io: "input", unrepresentable: "any" });
    expect(missingKeys(schema as JsonSchema, written)).toEqual([]);
    expect(missingKeys(schema as JsonSchema, { ...(written as object), io: {} })).toEqual([
      "io.paymentData",
      "io.payeeFiscalCode",
    ]);
  });
});

type JsonSchema = { properties?: Record<string, JsonSchema> };

function missingKeys({ properties = {} }: JsonSchema, value: unknown, prefix = ""): string[] {
  return Object.entries(properties).flatMap(([key, schema]) => {
    const name = `${prefix}${key}`;
    if (!Object.hasOwn(value as object, key)) return [name];
    return missingKeys(schema, (value as Record<string, unknown>)[key], `${name}.`);
  });
}
