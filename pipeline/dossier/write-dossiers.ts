import { open, rm } from "node:fs/promises";
import path from "node:path";
import type { Day } from "../domain/day.ts";
import { theDate } from "../domain/italian.ts";
import type { PdfPrinter } from "../render/print-pdf.ts";
import type { SceneStills } from "../render/scenes/scene-stills.ts";
import { writeFileAtomically } from "../support/atomic-file.ts";
import { buildDossier } from "./build-dossier.ts";
import { digestIn, digestOf, dossierHtml } from "./dossier-html.ts";
import type { DossierPage } from "./dossier-page.ts";
import { loadDossierWords } from "./dossier-words.ts";
import type { GatherDossier } from "./gather-dossier.ts";

/** What dossiers are made with. */
export type DossierTools = {
  gather: GatherDossier;
  printer: PdfPrinter;
  stills: SceneStills;
  senderName: string;
  /** The day that stands on them. */
  today: Day;
};

/** What became of a dossier: `kept` when both files say the same already, `unknown` when no extract names the employer. */
export type DossierOutcome = "written" | "kept" | "unknown";

/** Writes `<folder>/<employer_id>.html` and `.pdf`; each appears whole, the PDF last. */
export async function writeDossier(
  employerId: string,
  folder: string,
  { gather, printer, stills, senderName, today }: DossierTools,
): Promise<DossierOutcome> {
  const facts = await gather(employerId);
  if (facts === null) return "unknown";
  const words = loadDossierWords();
  const page = buildDossier(facts, { words, senderName });
  const file = (ending: string) => path.join(folder, `${employerId}.${ending}`);
  if (await isUpToDate(page, file)) return "kept";
  // A PDF beside a newer page would be taken for it if this ends before it is printed.
  await rm(file("pdf"), { force: true });
  const printed = words("notes", "printed", { day: theDate(today) });
  await writeFileAtomically(file("html"), await dossierHtml(page, printed, stills));
  await writeFileAtomically(file("pdf"), await printer.print(file("html")));
  return "written";
}

/** Bytes at the beginning of a page in which its digest stands. */
const headBytes = 512;

async function isUpToDate(page: DossierPage, file: (ending: string) => string): Promise<boolean> {
  const [html, pdf] = [await headOf(file("html")), await headOf(file("pdf"))];
  return pdf !== null && html !== null && digestIn(html) === digestOf(page);
}

/** The first bytes of a file as text, or null when it is not there. */
async function headOf(file: string): Promise<string | null> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (handle === null) return null;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await handle.close();
  }
}
