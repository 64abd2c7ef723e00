import { exitCodes } from "../../domain/errors.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import { renderCampaign } from "../../workflow/run.ts";
import type { CommandTools } from "../command-tools.ts";
import type { TypedOptions } from "../options.ts";
import { assertMadeWithTheseRules, planToGoOnWith } from "./planned-settings.ts";
import { withLedger } from "./with-ledger.ts";

/** Makes the guides of a decided campaign. Exit code 3 when some cannot be made. */
export async function renderCommand(
  settings: CampaignSettings,
  tools: CommandTools,
  typed: TypedOptions,
): Promise<number> {
  const failures = await withLedger(settings, tools, { creates: false }, async (runTools) => {
    const plan = await planToGoOnWith(settings, typed, runTools);
    await assertMadeWithTheseRules(runTools.ledger, plan);
    return renderCampaign(plan, runTools);
  });
  if (failures.size === 0) return exitCodes.done;
  const reasons = [...new Set(failures.values())].slice(0, 5).map((reason) => `  ${reason}`);
  tools.listFailures(`${failures.size} guides could not be made:`, reasons);
  return exitCodes.someFailed;
}
