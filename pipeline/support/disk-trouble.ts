import { exitCodes, PipelineError } from "../domain/errors.ts";

const sentences: Record<string, { message: string; nextStep: string }> = {
  ENOSPC: { message: "The disk is full", nextStep: "Free space and run the same command again: what is made is kept" },
  EDQUOT: {
    message: "The disk quota is used up",
    nextStep: "Free space and run the same command again: what is made is kept",
  },
  EACCES: {
    message: "A file or folder may not be written",
    nextStep: "Give this user the right to write there, or choose another folder with --out",
  },
  EPERM: {
    message: "A file or folder may not be written",
    nextStep: "Give this user the right to write there, or choose another folder with --out",
  },
  EROFS: { message: "The disk is read-only", nextStep: "Choose another folder with --out" },
  ENOTDIR: {
    message: "A file stands where a folder is needed",
    nextStep: "Move that file away, or choose another folder with --out",
  },
  EEXIST: {
    message: "A file stands where a folder is needed",
    nextStep: "Move that file away, or choose another folder with --out",
  },
  EISDIR: {
    message: "A folder stands where a file is needed",
    nextStep: "Move that folder away and run the same command again",
  },
  EMFILE: {
    message: "This machine allows too few open files",
    nextStep: "Raise the limit (ulimit -n) and run the same command again",
  },
};

/** The error as trouble with the disk that a person can act on, or null when it is something else. */
export function diskTroubleIn(error: unknown): PipelineError | null {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const { code, path } = cause as NodeJS.ErrnoException;
    const sentence = code === undefined ? undefined : sentences[code];
    if (!sentence) continue;
    const place = path ? ` (${path})` : "";
    return new PipelineError(`disk-${code?.toLowerCase()}`, `${sentence.message}${place}`, {
      nextStep: sentence.nextStep,
      exitCode: exitCodes.failure,
      cause: error,
    });
  }
  return null;
}
