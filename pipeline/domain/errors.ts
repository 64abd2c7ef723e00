/** Exit codes of the program; `contract.md`, section 1. */
export const exitCodes = { done: 0, failure: 1, badInput: 2, someFailed: 3, interrupted: 130 } as const;

/**
 * An error that a person can act on: one sentence and the next step.
 * Neither ever quotes a cell of an extract. `exitCode` is 2 unless said otherwise:
 * bad usage or bad input, nothing written for the campaign.
 */
export class PipelineError extends Error {
  readonly code: string;
  readonly nextStep: string;
  readonly exitCode: number;

  constructor(code: string, message: string, options: { nextStep: string; exitCode?: number; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = "PipelineError";
    this.code = code;
    this.nextStep = options.nextStep;
    this.exitCode = options.exitCode ?? exitCodes.badInput;
  }
}
