import path from "node:path";
import { z } from "zod";
import { exitCodes } from "../../domain/errors.ts";
import { channels } from "../../domain/notification.ts";
import { receiptRow } from "../../domain/receipt.ts";
import { pageEvents } from "../../events/event-schema.ts";
import {
  correctionLineSchema,
  delegateLineSchema,
  manifestLineSchema,
  manifestSchema,
} from "../../notify/manifests/manifest-schema.ts";
import { campaignSummarySchema } from "../../report/campaign-summary.ts";
import { writeFileAtomically } from "../../support/atomic-file.ts";
import { inspectionSchema } from "../inspect/inspection-json.ts";

/** What other systems read or write, by the name of its schema. */
const described: { name: string; title: string; schema: z.ZodType }[] = [
  ...channels.map((channel) => ({
    name: `manifest-line.${channel}`,
    title: `One line of manifests/${channel}.ndjson`,
    schema: manifestLineSchema(channel) as z.ZodType,
  })),
  { name: "manifest-line.delegate", title: "One line of manifests/delegate.ndjson", schema: delegateLineSchema },
  ...channels.map((channel) => ({
    name: `correction-line.${channel}`,
    title: `One line of manifests/corrections.ndjson whose channel is ${channel}`,
    schema: correctionLineSchema(channel) as z.ZodType,
  })),
  { name: "manifest", title: "manifests/manifest.json", schema: manifestSchema },
  { name: "campaign", title: "campaign.json", schema: campaignSummarySchema },
  { name: "inspection", title: "What inspect --json prints", schema: inspectionSchema },
  { name: "page-events", title: "The body of POST /guide/<token>/events", schema: pageEvents },
  { name: "receipt", title: "One row of a file of receipts", schema: receiptRow },
];

/**
 * Writes a JSON Schema (draft 2020-12) of everything that other systems read or write into a folder, from the schemas
 * that the program itself checks them with; what is written is what is accepted, before anything is made of it.
 */
export async function schemasCommand(folder: string): Promise<number> {
  for (const { name, title, schema } of described) {
    const { $schema, ...rules } = z.toJSONSchema(schema, { io: "input" });
    const text = JSON.stringify({ $schema, title: `${title} (videoguida)`, ...rules }, null, 2);
    await writeFileAtomically(path.join(folder, `${name}.schema.json`), `${text}\n`);
  }
  process.stdout.write(`${described.length} schemas in ${folder}\n`);
  return exitCodes.done;
}
