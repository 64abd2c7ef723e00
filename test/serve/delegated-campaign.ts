import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { birthOf, fiscalCodeOf } from "../../pipeline/synth/invent-fiscal-code.ts";
import { greyCampaign } from "../cli/commands/grey-campaign.ts";

/** Names as a registry has them: few, because each is a scene of its own. */
const names = [
  ...["MARIA", "GIUSEPPE", "NICOLO'", "ANNA-LISA", "D'ARTAGNAN", "Désirée", "MARIA TERESA", "ÅSE", "FRANCESCA", "NOE'"],
  "MASSIMILIANO BARTOLOMEO EMILIO FERDINANDO",
];

/** One row of delegations.csv. */
export type Delegated = { employer: number; delegateId: string; from: string; to: string };

/** Codici fiscali of invented employers, by their number. */
export function employerCode(number: number): string {
  return fiscalCodeOf("PROVA", "TEST", birthOf(number, 7));
}

export const nameOf = (number: number) => names[number % names.length] as string;

/** Writes the extracts of so many employers, who all owe Q1 for one worker. */
export function writeExtracts(folder: string, employers: number, delegations: readonly Delegated[]): void {
  const numbers = Array.from({ length: employers }, (_, number) => number);
  const tables = {
    employers: ["employer_id,first_name", ...numbers.map((one) => `${employerCode(one)},${nameOf(one)}`)],
    relationships: [
      "relationship_id,employer_id,worker_first_name,started_on,ended_on",
      ...numbers.map((one) => `R${one},${employerCode(one)},OLENA,2020-01-01,`),
    ],
    contributions: ["relationship_id,quarter,amount_due,amount_paid"],
    delegations: [
      "employer_id,delegate_id,delegate_kind,delegate_name,active_from,active_to,email,email_consent",
      ...delegations.map(
        ({ employer, delegateId, from, to }) =>
          `${employerCode(employer)},${delegateId},intermediary,Studio Verdi,${from},${to},studio@posta.example,si`,
      ),
    ],
  };
  mkdirSync(folder, { recursive: true });
  for (const [name, lines] of Object.entries(tables))
    writeFileSync(path.join(folder, `${name}.csv`), `${lines.join("\n")}\n`);
}

/** Tells these employers of their guide, and their delegates. */
export async function tellAll(out: string, employers: number, delegations: readonly Delegated[], campaign = "2026-05") {
  const extracts = path.join(out, "extracts");
  writeExtracts(extracts, employers, delegations);
  const made = greyCampaign(out, { extracts, package: "hls", accept: "all", campaign });
  await made.plan();
  await made.render();
  await made.notify();
  return made;
}
