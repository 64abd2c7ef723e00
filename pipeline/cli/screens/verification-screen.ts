import type { Verification } from "../../verify/findings.ts";

/** The result for a person: counts, then what is wrong and the next step. */
export function verificationScreen(campaign: string, { counts, problems, moreProblems, notes }: Verification): string {
  const lines = Object.entries(counts).map(([name, count]) => `  ${name.padEnd(28)} ${String(count).padStart(10)}`);
  const verdict =
    problems.length === 0
      ? [counts.purged ? "Purged: personal data was removed, nothing to verify." : "Everything agrees."]
      : [
          "Wrong:",
          ...problems.map((problem) => `  - ${problem}`),
          ...(moreProblems > 0 ? [`  … and ${moreProblems} more`] : []),
          "Delete what is named under videos/ and run the same campaign again with «run»: it makes what is missing, writes",
          "decisions and counts anew, and puts manifests back or says what is to be done. Earlier versions (superseded/) can",
          "only come from a copy.",
        ];
  return [`Campaign ${campaign}`, ...lines, ...notes, ...verdict, ""].join("\n");
}
