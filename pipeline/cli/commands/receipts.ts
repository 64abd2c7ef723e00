import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import { importReceipts } from "../../workflow/receipts/import-receipts.ts";
import type { CommandTools } from "../command-tools.ts";
import { sayImported } from "../screens/say-imported.ts";
import { withLedger } from "./with-ledger.ts";

/** Keeps the receipts of a file of a dispatcher, and says on standard output what became of its rows. */
export async function importReceiptsCommand(
  settings: CampaignSettings,
  tools: CommandTools,
  file: string,
): Promise<number> {
  const { outFolder } = settings;
  const imported = await withLedger(settings, tools, { creates: false, keepsLog: false }, ({ ledger, progress }) =>
    importReceipts(ledger, { file, outFolder }, progress),
  );
  return sayImported("receipts", imported, tools.listFailures);
}
