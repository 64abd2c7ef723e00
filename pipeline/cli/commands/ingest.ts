import { exitCodes } from "../../domain/errors.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import { ingestExtracts } from "../../workflow/ingest/ingest-extracts.ts";
import type { CommandTools } from "../command-tools.ts";
import { withLedger } from "./with-ledger.ts";

/** Reads the extracts of a campaign into the ledger and says what became of their rows. */
export async function ingestCommand(settings: CampaignSettings, tools: CommandTools): Promise<number> {
  const { files, isRead } = await withLedger(settings, tools, { creates: true }, (runTools) =>
    ingestExtracts(runTools.ledger, settings, runTools),
  );
  const lines = files.map(
    ({ fileName, rows, accepted, rejected, fieldIssues }) =>
      `  ${fileName.padEnd(24)} ${rows} rows: ${accepted} accepted, ${rejected} rejected; ${fieldIssues} fields left blank`,
  );
  process.stdout.write(`${[isRead ? "Read:" : "Known already, nothing was read:", ...lines].join("\n")}\n`);
  return exitCodes.done;
}
