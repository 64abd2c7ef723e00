import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Channel } from "../../pipeline/domain/notification.ts";
import type { ReceiptStatus } from "../../pipeline/domain/receipt.ts";
import { saveReceipts } from "../../pipeline/ledger/bulk/receipts.ts";
import { notificationId } from "../../pipeline/notify/notification-id.ts";
import { greyCampaign } from "../cli/commands/grey-campaign.ts";
import { onceInRun } from "../support/once-in-run.ts";

/** The employer with everything, and a neighbour who shares the shared scenes and nothing else. */
export const zelinda = "RSSMRA80A01H501U";
export const neighbour = "RSSNNA70A41H501J";
/** More than a sheet of paper holds. */
const manyCategories = Array.from({ length: 60 }, (_, index) => `category-${index + 1}`);

/** Somebody who acts for both, and the only delegate of the neighbour. */
export const delegate = "BLLNMR66L70L219E";

type Files = Record<string, string[]>;

/** What the institute says of both in May; later extracts say more. */
export function extractsOfMay(): Files {
  return {
    employers: [
      "employer_id,first_name,birth_date,mobile,mobile_consent,email,email_consent,io_enabled,inps_mobile_enabled",
      `${zelinda},ZELINDA NICOLO',1980-01-01,+39 351 000 0771,si,zelinda.privata@posta.example,si,si,si`,
      `${neighbour},ANNA,1970-01-01,+39 351 000 0002,si,anna@posta.example,si,no,no`,
    ],
    relationships: [
      "relationship_id,employer_id,worker_first_name,started_on,ended_on",
      `RZ1,${zelinda},OLENA,2020-01-01,`,
      `RZ2,${zelinda},THỊ MINH KHAI,2024-05-01,`,
      `RZ3,${zelinda},ȘTEFANIA-LOREDANA,2026-02-01,`,
      `RZ4,${zelinda},"<b>李娜</b> & ""C""",2023-01-01,`,
      `RZ5,${zelinda},DANIEL,2019-01-01,2026-03-31`,
      `RN1,${neighbour},OLENA,2021-01-01,`,
    ],
    contributions: [
      "relationship_id,quarter,amount_due,amount_paid,paid_on,notice_number",
      "RZ1,2026-Q1,312.00,,,301002601000003720",
      "RZ2,2026-Q1,1287.30,200.00,2026-04-08,",
      "RZ2,2026-Q1,,87.30,2026-04-20,",
      "RZ2,2026-Q1,,100.00,2026-06-20,",
      "RZ3,2026-Q1,402.48,402.48,2026-04-10,",
      "RZ5,2026-Q1,150.00,,,",
      "RN1,2026-Q1,312.00,,,",
    ],
    suspensions: ["relationship_id,quarter", "RZ4,2026-Q1"],
    requests: [
      "request_id,employer_id,relationship_id,quarter,category,state,outcome,opened_on,closed_on",
      `PROT-1,${zelinda},RZ2,2026-Q1,paid-not-shown,open,,2026-05-02,`,
      `PROT-2,${zelinda},RZ4,,suspension,closed,accepted,2026-03-01,2026-03-20`,
      `PROT-3,${zelinda},,,hours,closed,rejected,2026-01-10,2026-02-01`,
      `PROT-4,${zelinda},,2026-Q1,other,in-progress,,2026-05-20,`,
    ],
    delegations: [
      "employer_id,delegate_id,delegate_kind,delegate_name,active_from,active_to,email,email_consent",
      `${zelinda},${delegate},person,Marisa,2025-01-01,,marisa@posta.example,si`,
      `${zelinda},90000000011,intermediary,Studio Quattro <i>Venti</i>,2024-01-01,2026-02-28,,no`,
      `${neighbour},${delegate},person,Marisa,2025-01-01,,marisa@posta.example,si`,
    ],
    profiles: [
      ...["employer_id,category", `${zelinda},pensioner`, `${zelinda},artisan-employer`, `${neighbour},pensioner`],
      ...manyCategories.map((category) => `${zelinda},${category}`),
    ],
  };
}

/** Of August: Q1 of RZ1 had been paid in time after all, a request was answered, Q2 is missing. */
export function extractsOfAugust(): Files {
  const files = extractsOfMay();
  files.contributions?.push(
    "RZ1,2026-Q1,,312.00,2026-04-09,",
    "RZ1,2026-Q2,312.00,,,",
    "RZ2,2026-Q2,1287.30,1287.30,2026-07-10,",
    "RZ4,2026-Q2,90.00,,,",
    "RN1,2026-Q2,312.00,,,",
  );
  const { requests = [], delegations = [], employers = [] } = files;
  requests[1] = `PROT-1,${zelinda},RZ2,2026-Q1,paid-not-shown,closed,rejected,2026-05-02,2026-06-30`;
  requests.push(`PROT-5,${zelinda},RZ4,2026-Q2,cessation,in-progress,,2026-07-20,`);
  delegations[1] = `${zelinda},${delegate},person,Marisa,2025-01-01,2026-06-30,marisa@posta.example,si`;
  employers[1] = `${zelinda},ZELINDA NICOLO',1980-01-01,0012,si,zelinda.nuova@posta.example,si,si,si`;
  return files;
}

/** Of November: nothing more was paid, and what was answered stays answered. */
export function extractsOfNovember(): Files {
  const files = extractsOfAugust();
  files.contributions?.push("RZ1,2026-Q3,312.00,100.00,2026-10-05,", "RN1,2026-Q3,312.00,312.00,2026-10-05,");
  files.requests?.push(`PROT-6,${zelinda},,,other,open,,2026-12-24,`);
  return files;
}

export function writeExtracts(folder: string, files: Files): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, lines] of Object.entries(files))
    writeFileSync(path.join(folder, `${name}.csv`), `${lines.join("\n")}\n`);
  return folder;
}

/**
 * Three campaigns in one folder, with receipts, a correction and late payments; scenes are grey. Copied from those that are
 * made once in a run of all tests.
 */
export async function runComplicatedCampaigns(out: string, extracts: string): Promise<void> {
  const made = await onceInRun("complicated campaigns", (folder) =>
    runInto(path.join(folder, "out"), path.join(folder, "extracts")),
  );
  cpSync(path.join(made, "out"), out, { recursive: true });
  cpSync(path.join(made, "extracts"), extracts, { recursive: true });
}

async function runInto(out: string, extracts: string): Promise<void> {
  const campaignOn = (campaign: string, files: Files, folder = campaign) =>
    greyCampaign(out, {
      extracts: writeExtracts(path.join(extracts, folder), files),
      ...{ campaign, package: "both", accept: "all" },
    });
  const run = async (campaign: string, files: Files, folder?: string) => {
    const stages = campaignOn(campaign, files, folder);
    await stages.plan();
    await stages.render();
    await stages.notify();
    return stages;
  };
  const may = await run("2026-05", extractsOfMay());
  await receive(may, "2026-05", ["myinps read", "sms delivered", "email bounced"]);
  // The extracts are corrected: nothing of what they were told of was owed on that day.
  await run("2026-05", correctedMay(), "2026-05-corrected");
  const august = await run("2026-08", extractsOfAugust());
  await receive(august, "2026-08", ["myinps delivered", "sms failed"]);
  await august.pay(zelinda, 312);
  await august.notify();
  await run("2026-11", extractsOfNovember());
}

function correctedMay(): Files {
  const files = extractsOfMay();
  files.contributions?.push("RZ1,2026-Q1,,312.00,2026-04-09,", "RZ2,2026-Q1,,1000.00,2026-04-09,");
  return files;
}

type Receipt = `${Channel} ${ReceiptStatus}`;

async function receive(
  { withLedger }: ReturnType<typeof greyCampaign>,
  campaign: string,
  receipts: readonly Receipt[],
): Promise<void> {
  await withLedger((ledger) =>
    saveReceipts(
      ledger,
      receipts.map((receipt, index) => {
        const [channel, status] = receipt.split(" ") as [Channel, ReceiptStatus];
        const id = notificationId(campaign, zelinda, channel);
        const detail = status === "bounced" ? "casella piena di zelinda.privata@posta.example" : undefined;
        return { line: index + 2, notification_id: id, status, at: `${campaign}-05T08:00:0${index}.000Z`, detail };
      }),
    ),
  );
}
