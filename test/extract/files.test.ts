import { mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { PipelineError } from "../../pipeline/domain/errors.ts";
import { filesIn, outcomeOf, temporaryFolder } from "./campaign.ts";
import { anna, asFiles, mario, smallExtracts } from "./small-extracts.ts";

const expected = new Map([
  [mario, "selected,unpaid,R1:2026-Q1:unpaid"],
  [anna, "excluded,all-paid,"],
]);

type Files = Record<string, string | Uint8Array>;
type Shape = { name: string; shape: (files: Record<string, string>) => Files };

const everyFile = (files: Record<string, string>, change: (text: string) => string | Uint8Array): Files =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [name, change(text)]));

test.each<Shape>([
  { name: "comma, LF, UTF-8", shape: (files) => files },
  { name: "semicolons", shape: (files) => everyFile(files, (text) => text.replaceAll(",", ";")) },
  { name: "tabs", shape: (files) => everyFile(files, (text) => text.replaceAll(",", "\t")) },
  { name: "CRLF", shape: (files) => everyFile(files, (text) => text.replaceAll("\n", "\r\n")) },
  { name: "no line break at the end", shape: (files) => everyFile(files, (text) => text.trimEnd()) },
  { name: "empty lines everywhere", shape: (files) => everyFile(files, (text) => text.replaceAll("\n", "\n\n\r\n")) },
  { name: "byte order mark", shape: (files) => everyFile(files, (text) => `\ufeff${text}`) },
  {
    name: "byte order mark and quotes",
    shape: (files) => everyFile(files, (text) => `\ufeff${text.replace(/[^,\n]+/g, '"$&"')}`),
  },
  {
    name: "Windows-1252",
    shape: (files) => everyFile(files, (text) => Buffer.from(text.replace(/OLENA|ANNA/g, "NICOLÒ"), "latin1")),
  },
  { name: "everything quoted", shape: (files) => everyFile(files, (text) => text.replace(/[^,\n]+/g, '"$&"')) },
  {
    name: "header in capitals with blanks",
    shape: (files) =>
      everyFile(files, (text) => text.replace(/^.*\n/, (header) => header.toUpperCase().replaceAll(",", " , "))),
  },
  {
    name: "blanks around every cell",
    shape: (files) => everyFile(files, (text) => text.replace(/[^,\n]+/g, "  $&\u00a0")),
  },
  {
    name: "an unknown column in front",
    shape: (files) => everyFile(files, (text) => text.replace(/^(?=.)/gm, "x,").replace(/^x/, "sportello")),
  },
  {
    name: "unknown columns with the names of inherited properties",
    shape: (files) =>
      everyFile(files, (text) => text.replace(/^(?=.)/gm, "1,2,").replace(/^1,2/, "constructor,__proto__")),
  },
  {
    name: "gzip",
    shape: (files) => Object.fromEntries(Object.entries(files).map(([name, text]) => [`${name}.gz`, gzipSync(text)])),
  },
  {
    name: "gzip padded with zeros",
    shape: (files) =>
      Object.fromEntries(
        Object.entries(files).map(([name, text]) => [`${name}.gz`, Buffer.concat([gzipSync(text), Buffer.alloc(512)])]),
      ),
  },
  {
    name: "gzip of several members",
    shape: (files) =>
      Object.fromEntries(
        Object.entries(files).map(([name, text]) => [
          `${name}.gz`,
          Buffer.concat([gzipSync(text.slice(0, 30)), gzipSync(text.slice(30))]),
        ]),
      ),
  },
  { name: "no suspensions", shape: ({ "suspensions.csv": _, ...files }) => files },
  {
    name: "only the columns required, in another order",
    shape: (files) => ({
      ...files,
      "suspensions.csv": "quarter,relationship_id\n",
      "employers.csv": `first_name,employer_id\nMARIO,${mario}\nANNA,${anna}\n`,
    }),
  },
])("read the same: $name", async ({ shape }) => {
  const { decisions, rejected } = await outcomeOf(await filesIn(shape(asFiles(smallExtracts()))));
  expect(rejected).toEqual([]);
  expect(decisions).toEqual(new Map([...expected].toSorted()));
});

type Refused = { name: string; change: (files: Record<string, string>) => Files; message: RegExp };

test.each<Refused>([
  { name: "no employers", change: ({ "employers.csv": _, ...files }) => files, message: /holds no employers\.csv/ },
  {
    name: "no relationships",
    change: ({ "relationships.csv": _, ...files }) => files,
    message: /holds no relationships\.csv/,
  },
  {
    name: "no contributions",
    change: ({ "contributions.csv": _, ...files }) => files,
    message: /holds no contributions\.csv/,
  },
  {
    name: "plain and gzipped",
    change: (files) => ({ ...files, "employers.csv.gz": gzipSync("x") }),
    message: /holds both/,
  },
  {
    name: "an empty file",
    change: (files) => ({ ...files, "employers.csv": "" }),
    message: /does not begin with a CSV header/,
  },
  {
    name: "only line breaks",
    change: (files) => ({ ...files, "employers.csv": "\n\n" }),
    message: /does not begin with a CSV header/,
  },
  {
    name: "a header in words nobody knows",
    change: (files) => ({ ...files, "employers.csv": "a,b\n1,2\n" }),
    message: /does not begin with a CSV header/,
  },
  {
    name: "one column that is required is missing",
    change: (files) => ({ ...files, "relationships.csv": "relationship_id,employer_id,started_on\n" }),
    message: /relationships\.csv lacks the column worker_first_name/,
  },
  {
    name: "a required column twice",
    change: (files) => ({ ...files, "employers.csv": "employer_id,first_name,Employer_ID\n" }),
    message: /has the column employer_id twice/,
  },
  {
    name: "an optional column twice",
    change: (files) => ({ ...files, "contributions.csv": "relationship_id,quarter,paid_on,paid_on\n" }),
    message: /has the column paid_on twice/,
  },
  {
    name: "another delimiter",
    change: (files) => ({ ...files, "employers.csv": "employer_id|first_name\n" }),
    message: /does not begin with a CSV header/,
  },
  {
    name: "a quote never closed",
    change: (files) => ({ ...files, "employers.csv": `${files["employers.csv"]}"${mario},X\n` }),
    message: /employers\.csv, line 4: a quote is opened and never closed/,
  },
  {
    name: "a quote never closed, 7 MB",
    change: (files) => ({ ...files, "employers.csv": `${files["employers.csv"]}"${"a line of a file\n".repeat(4e5)}` }),
    message: /line 4: a quote is opened and never closed/,
  },
  {
    name: "a header with a bad quote",
    change: (files) => ({ ...files, "employers.csv": 'employer_id,first"name\n' }),
    message: /does not begin with a CSV header/,
  },
  {
    name: "a header of a million columns",
    change: (files) => ({ ...files, "employers.csv": `employer_id,first_name${",x".repeat(1e6)}\n` }),
    message: /does not begin with a CSV header/,
  },
  {
    name: "CR alone",
    change: (files) => ({ ...files, "employers.csv": files["employers.csv"]?.replaceAll("\n", "\r") ?? "" }),
    message: /breaks its lines with CR alone|does not begin/,
  },
  {
    name: "UTF-16",
    change: (files) => ({ ...files, "employers.csv": Buffer.from(`\ufeff${files["employers.csv"]}`, "utf16le") }),
    message: /is written in UTF-16/,
  },
  {
    name: "UTF-16 without a mark",
    change: (files) => ({ ...files, "employers.csv": Buffer.from(files["employers.csv"] ?? "", "utf16le") }),
    message: /does not begin with a CSV header/,
  },
  {
    name: "a picture",
    change: (files) => ({
      ...files,
      "employers.csv": Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
    }),
    message: /does not begin with a CSV header/,
  },
  {
    name: "a web page",
    change: (files) => ({ ...files, "employers.csv": "<!doctype html><title>Errore</title>\n" }),
    message: /does not begin with a CSV header/,
  },
  {
    name: "gzip under a plain name",
    change: (files) => ({ ...files, "employers.csv": gzipSync(files["employers.csv"] ?? "") }),
    message: /does not begin with a CSV header/,
  },
  {
    name: "plain text under a gzip name",
    change: ({ "employers.csv": text = "", ...files }) => ({ ...files, "employers.csv.gz": text }),
    message: /is not a whole gzip file/,
  },
  {
    name: "gzip of several members with zeros between them",
    change: ({ "employers.csv": text = "", ...files }) => ({
      ...files,
      "employers.csv.gz": Buffer.concat([gzipSync(text.slice(0, 60)), Buffer.alloc(3), gzipSync(text.slice(60))]),
    }),
    message: /is not a whole gzip file/,
  },
  {
    name: "gzip cut short",
    change: ({ "employers.csv": text = "", ...files }) => ({
      ...files,
      "employers.csv.gz": gzipSync(text).subarray(0, -10),
    }),
    message: /is not a whole gzip file/,
  },
  {
    name: "an empty gzip",
    change: ({ "employers.csv": _, ...files }) => ({ ...files, "employers.csv.gz": Buffer.alloc(0) }),
    message: /is not a whole gzip file|does not begin/,
  },
])("stops with exit code 2 before anything is written for the campaign: $name", async ({ change, message }) => {
  const outFolder = await temporaryFolder();
  const trouble = await outcomeOf(await filesIn(change(asFiles(smallExtracts()))), { outFolder }).catch(
    (error: unknown) => error,
  );
  expect(trouble).toBeInstanceOf(PipelineError);
  expect(trouble).toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(message),
    nextStep: expect.stringMatching(/; see pipeline\/extract\/README\.md$/),
  });
  expect((trouble as PipelineError).message).not.toContain(mario);
  expect(await readdir(outFolder)).not.toContain("campaigns");
});

test("a folder that is missing, or stands where a file should be", async () => {
  const folder = await filesIn(asFiles(smallExtracts()));
  await expect(outcomeOf(path.join(folder, "nowhere"))).rejects.toMatchObject({ exitCode: 2, code: "missing-folder" });
  const other = await filesIn({});
  await mkdir(path.join(other, "employers.csv"));
  await expect(outcomeOf(other)).rejects.toMatchObject({ exitCode: 2, code: "not-a-file" });
});

test("files without rows are no error", async () => {
  const onlyHeaders = Object.fromEntries(
    Object.entries(asFiles(smallExtracts())).map(([name, text]) => [name, text.split("\n")[0] ?? ""]),
  );
  const { decisions, rejected } = await outcomeOf(await filesIn(onlyHeaders));
  expect([decisions.size, rejected.length]).toEqual([0, 0]);
});

test.each([
  { bad: 100, good: 0, percent: 5, stops: false, why: "not more than 100" },
  { bad: 101, good: 0, percent: 5, stops: true, why: "all of them" },
  { bad: 101, good: 1919, percent: 5, stops: false, why: "exactly 5 %" },
  { bad: 101, good: 1918, percent: 5, stops: true, why: "a little more than 5 %" },
  { bad: 200, good: 0, percent: 100, stops: false, why: "all are allowed" },
])(
  "$bad bad rows beside $good good ones, $percent % allowed: stops $stops ($why)",
  async ({ bad, good, percent, stops }) => {
    const lines = smallExtracts();
    lines.suspensions.push(...Array<string>(good).fill("R1,2025-Q1"), ...Array<string>(bad).fill("R9,2025-Q1"));
    const outFolder = await temporaryFolder();
    const outcome = outcomeOf(await filesIn(asFiles(lines)), { outFolder, maxRejectedPercent: percent });
    if (!stops) return expect((await outcome).rejected).toHaveLength(bad);
    await expect(outcome).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining("suspensions.csv: "),
      nextStep: expect.stringContaining("see pipeline/extract/README.md"),
    });
    expect(await readdir(outFolder)).not.toContain("campaigns");
  },
);

test("a file that changes while it is read is refused", async () => {
  const folder = await filesIn(asFiles(smallExtracts()));
  const { examineExtract } = await import("../../pipeline/extract/examine-extract.ts");
  const { readExtract } = await import("../../pipeline/extract/read-extract.ts");
  const file = { path: path.join(folder, "employers.csv"), fileName: "employers.csv", isGzipped: false };
  const examined = await examineExtract("employers", file);
  await writeFile(file.path, "employer_id,first_name\n90000000011,CARLA\n");
  await expect(Array.fromAsync(readExtract("employers", examined))).rejects.toMatchObject({
    code: "changed-file",
    exitCode: 2,
  });
});
