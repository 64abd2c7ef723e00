import { shownName } from "./foreign-files.ts";
import type { ControlLine } from "./read-control.ts";

/** A file of the folder as it was read. */
export type ControlledFile = {
  fileName: string;
  /** Accepted and rejected, the header not counted; null: not counted. */
  rows: number | null;
  /** Of the file as it lies on the disk. */
  sha256: string;
  /** Of its text, unzipped. */
  textSha256: string;
};

export type ControlComparison = {
  /** A sentence for each number or hash that differs, and for each file that is not there. */
  disagreements: string[];
  /** Files that control.csv does not name: lost rows of theirs cannot be noticed. */
  unnamed: string[];
};

/** Compares the files of a folder with control.csv. A file may have been zipped or unzipped since. */
export function compareWithControl(
  control: readonly ControlLine[],
  files: readonly ControlledFile[],
): ControlComparison {
  const isAbout = (line: ControlLine, { fileName }: ControlledFile) =>
    unzippedName(line.file) === unzippedName(fileName);
  return {
    disagreements: control.flatMap((line) =>
      disagreementsOf(
        line,
        files.find((file) => isAbout(line, file)),
      ),
    ),
    unnamed: files.filter((file) => !control.some((line) => isAbout(line, file))).map(({ fileName }) => fileName),
  };
}

function disagreementsOf(line: ControlLine, file: ControlledFile | undefined): string[] {
  if (file === undefined) return [`control.csv names ${shownName(line.file)}, which is not there`];
  const sentences: string[] = [];
  if (file.rows !== null && file.rows !== line.rows)
    sentences.push(`${file.fileName} has ${file.rows} rows, and control.csv says ${line.rows}`);
  const sha256 = comparableHash(line, file);
  if (line.sha256 !== null && sha256 !== null && sha256 !== line.sha256)
    sentences.push(`${file.fileName} has another SHA-256 than control.csv says`);
  return sentences;
}

/** The hash to compare with the sender's; null when theirs is of a gzip and the file here is not. */
function comparableHash(line: ControlLine, file: ControlledFile): string | null {
  if (line.file === file.fileName) return file.sha256;
  return isGzipped(file.fileName) ? file.textSha256 : null;
}

function isGzipped(fileName: string): boolean {
  return fileName.endsWith(".gz");
}

function unzippedName(fileName: string): string {
  return isGzipped(fileName) ? fileName.slice(0, -".gz".length) : fileName;
}
