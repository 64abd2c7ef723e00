import { exitCodes, PipelineError } from "../domain/errors.ts";

/** What SQLite complains of, in words a person can act on. */
const sentences: { when: RegExp; code: string; message: string; nextStep: string }[] = [
  {
    when: /^SQLITE_FULL|^SQLITE_IOERR_WRITE|^SQLITE_IOERR_FSYNC|^SQLITE_IOERR_SHMSIZE/,
    code: "disk-full",
    message: "The disk is full",
    nextStep: "Free space and run the same command again: what is made is kept",
  },
  {
    when: /^SQLITE_(CORRUPT|NOTADB)/,
    code: "damaged-ledger",
    message: "The ledger is damaged or is no ledger",
    nextStep: "Put it aside, or restore it from a copy, and run the same command again",
  },
  {
    when: /^SQLITE_(CANTOPEN|READONLY|PERM|AUTH|IOERR_ACCESS)/,
    code: "ledger-not-writable",
    message: "The ledger cannot be opened for writing",
    nextStep: "Give this user the right to write there, or choose another folder with --out",
  },
  {
    when: /^SQLITE_(BUSY|LOCKED)/,
    code: "ledger-in-use",
    message: "Another command is writing into the ledger",
    nextStep: "Wait until it has ended and run the same command again",
  },
];

/** The error as trouble with the ledger that a person can act on, or the error itself when it is something else. */
export function ledgerTrouble(error: unknown, file: string): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  const sentence = typeof code === "string" ? sentences.find(({ when }) => when.test(code)) : undefined;
  if (!sentence) return error;
  return new PipelineError(sentence.code, `${sentence.message} (${file})`, {
    nextStep: sentence.nextStep,
    exitCode: exitCodes.failure,
    cause: error,
  });
}
