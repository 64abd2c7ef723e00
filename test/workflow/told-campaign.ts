import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Channel, type Correction, channels } from "../../pipeline/domain/notification.ts";
import type { ReceiptStatus } from "../../pipeline/domain/receipt.ts";
import { saveReceipts } from "../../pipeline/ledger/bulk/receipts.ts";
import { correctionLineSchema } from "../../pipeline/notify/manifests/manifest-schema.ts";
import { notificationId } from "../../pipeline/notify/notification-id.ts";
import { silentProgress } from "../../pipeline/support/progress.ts";
import { verifyCampaign } from "../../pipeline/verify/verify-campaign.ts";
import { greyCampaign } from "../cli/commands/grey-campaign.ts";
import { anna, asFiles, type Lines, mario, smallExtracts } from "../extract/small-extracts.ts";

/** Small extracts with a cell for every channel; Mario agreed to all of them, and owes Q1 for R1. Anna has paid. */
export function toldExtracts(): Lines {
  const lines = smallExtracts();
  lines.employers[0] =
    "employer_id,first_name,birth_date,mobile,mobile_consent,email,email_consent,io_enabled,inps_mobile_enabled";
  lines.employers[1] = employerRow();
  lines.employers[2] = `${anna},ANNA,,,,,,,`;
  return lines;
}

/** Mario's row; consent is given to the channels named. */
export function employerRow(consents: readonly Channel[] = channels, birthDate = "1980-01-01"): string {
  const has = (channel: Channel) => (consents.includes(channel) ? "si" : "no");
  return `${mario},MARIO,${birthDate},+39 351 000 0001,${has("sms")},mario@posta.example,${has("email")},${has("io")},${has("inps-mobile")}`;
}

export type Receipt = `${Channel} ${ReceiptStatus}`;

/** A campaign that is run on extracts that change, in one folder, with receipts in between. */
export function toldCampaign(out: string) {
  const extracts = path.join(out, "extracts");
  const manifests = path.join(out, "campaigns/2026-05/manifests");
  const campaignWith = (options: object = {}) =>
    greyCampaign(out, { extracts, package: "hls", accept: "all", ...options });
  const write = (lines: Lines) => {
    mkdirSync(extracts, { recursive: true });
    for (const [name, content] of Object.entries(asFiles(lines))) writeFileSync(path.join(extracts, name), content);
  };
  const { withLedger, pay, settings } = campaignWith();
  return {
    manifests,
    withLedger,
    pay,
    write,
    campaignWith,
    /** As `run` does, on these extracts. */
    async run(lines: Lines, options: object = {}) {
      write(lines);
      const campaign = campaignWith(options);
      await campaign.plan();
      await campaign.render();
      await campaign.notify();
    },
    receive: (receipts: readonly Receipt[], employerId = mario) =>
      withLedger((ledger) =>
        saveReceipts(
          ledger,
          receipts.map((receipt, line) => {
            const [channel, status] = receipt.split(" ") as [Channel, ReceiptStatus];
            const id = notificationId("2026-05", employerId, channel);
            return { line, notification_id: id, status, at: "2026-06-05T08:00:00.000Z" };
          }),
        ),
      ),
    corrections: () => correctionsIn(manifests),
    version: (): number => JSON.parse(readFileSync(path.join(manifests, "manifest.json"), "utf8")).version,
    problems: async () => (await verifyCampaign(settings, silentProgress)).problems,
  };
}

/** The corrections in a folder of manifests, each read with the schema of its channel. */
export function correctionsIn(folder: string): Correction[] {
  const file = path.join(folder, "corrections.ndjson");
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => {
      const correction = JSON.parse(line) as Correction;
      correctionLineSchema(correction.channel).parse(correction);
      return correction;
    });
}
