import { existsSync } from "node:fs";
import type { EventStore } from "../../events/event-store.ts";
import type { EventSource } from "../../measure/event-source.ts";
import type { CampaignSettings } from "../../settings/campaign-settings.ts";
import { existingTokenKey, tokenKeyFile } from "../../workflow/notify/token-key.ts";

/** What measures are counted from: no events where none are kept, no key where nobody has an address. */
export async function eventSource(
  events: EventStore | null,
  settings: Pick<CampaignSettings, "config" | "outFolder">,
): Promise<EventSource> {
  const hasKey = existsSync(tokenKeyFile(settings));
  return { events, tokenKey: hasKey ? await existingTokenKey(settings) : null };
}
