/** Reads extracts and says when the contributions begin, so that a test can end this process in the middle. */

import { openLedger } from "../../pipeline/ledger/open-ledger.ts";
import type { Progress } from "../../pipeline/support/progress.ts";
import { ingestExtracts } from "../../pipeline/workflow/ingest/ingest-extracts.ts";
import { settingsFor } from "../extract/campaign-settings.ts";
import { silentTools } from "../support/silent-tools.ts";

const [extracts = "", out = ""] = process.argv.slice(2);
const ledger = await openLedger(out);
const progress: Progress = {
  start: (label) => {
    let count = 0;
    return {
      advance: (more = 1) => {
        count += more;
        process.stdout.write(`${label}: ${count}\n`);
      },
      finish: () => {},
    };
  },
  say: () => {},
};
await ingestExtracts(ledger, settingsFor(extracts, out), { ...silentTools(), progress });
await ledger.close();
