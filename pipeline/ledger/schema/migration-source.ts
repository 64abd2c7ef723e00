import type { Knex } from "knex";
import * as extracts from "./001-extracts.ts";
import * as rejections from "./002-rejections.ts";
import * as campaigns from "./003-campaigns.ts";
import * as settled from "./004-settled.ts";
import * as results from "./005-results.ts";
import * as latePayments from "./006-late-payments.ts";
import * as idsInPlace from "./007-ids-in-place.ts";
import * as plans from "./008-plans.ts";
import * as segmentDigests from "./009-segment-digests.ts";
import * as planAsData from "./010-plan-as-data.ts";
import * as plainNames from "./011-plain-names.ts";
import * as contributionsTogether from "./012-contributions-together.ts";
import * as guidePages from "./013-guide-pages.ts";
import * as receipts from "./014-receipts.ts";
import * as corrections from "./015-corrections.ts";
import * as holdout from "./016-holdout.ts";
import * as measures from "./017-measures.ts";
import * as instituteKnowledge from "./018-institute-knowledge.ts";
import * as delegateNotifications from "./019-delegate-notifications.ts";
import * as forgotten from "./020-forgotten.ts";
import * as relationshipsOfEmployer from "./021-relationships-of-employer.ts";

type NamedMigration = Knex.Migration & { name: string };

const migrations: NamedMigration[] = [
  { name: "001-extracts", ...extracts },
  { name: "002-rejections", ...rejections },
  { name: "003-campaigns", ...campaigns },
  { name: "004-settled", ...settled },
  { name: "005-results", ...results },
  { name: "006-late-payments", ...latePayments },
  { name: "007-ids-in-place", ...idsInPlace },
  { name: "008-plans", ...plans },
  { name: "009-segment-digests", ...segmentDigests },
  { name: "010-plan-as-data", ...planAsData },
  { name: "011-plain-names", ...plainNames },
  { name: "012-contributions-together", ...contributionsTogether },
  { name: "013-guide-pages", ...guidePages },
  { name: "014-receipts", ...receipts },
  { name: "015-corrections", ...corrections },
  { name: "016-holdout", ...holdout },
  { name: "017-measures", ...measures },
  { name: "018-institute-knowledge", ...instituteKnowledge },
  { name: "019-delegate-notifications", ...delegateNotifications },
  { name: "020-forgotten", ...forgotten },
  { name: "021-relationships-of-employer", ...relationshipsOfEmployer },
];

/** Migrations are code, not files that are looked for: they are found from any working folder. */
export const migrationSource: Knex.MigrationSource<NamedMigration> = {
  getMigrations: async () => migrations,
  getMigrationName: (migration) => migration.name,
  getMigration: async (migration) => migration,
};
