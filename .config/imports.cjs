/** Who may import whom; the architecture as a check. */
const stages = "(extract|decide|storyboard|ledger|events|render|media|notify|report)";

/** A vendor lives in one folder, so that it can be exchanged there. */
function vendor(name, packages, homes) {
  return {
    name: `one-vendor-one-folder-${name}`,
    severity: "error",
    from: { path: "^pipeline", pathNot: homes },
    to: { path: `node_modules/(${packages})/` },
  };
}

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-stage-imports-another",
      comment: "The workflow hands values across; stages do not know each other. How bytes of a video are written and read is known to all.",
      severity: "error",
      from: { path: `^pipeline/${stages}/` },
      to: { path: `^pipeline/${stages}/`, pathNot: "^pipeline/($1|media/format)/" },
    },
    {
      name: "stages-do-not-know-the-workflow",
      severity: "error",
      from: { path: `^pipeline/(${stages}|synth|settings|domain|support)/` },
      to: { path: "^pipeline/(cli|workflow|verify|serve|measure|dossier)/" },
    },
    {
      name: "workflow-does-not-know-the-command-line",
      severity: "error",
      from: { path: "^pipeline/(workflow|verify|synth|serve|measure|dossier)/" },
      to: { path: "^pipeline/cli/" },
    },
    {
      name: "dossiers-and-pages-do-not-know-each-other",
      severity: "error",
      from: { path: "^pipeline/dossier/" },
      to: { path: "^pipeline/(verify|synth|serve|measure)/" },
    },
    {
      name: "settings-and-domain-know-no-stage",
      severity: "error",
      from: { path: "^pipeline/(settings|domain|support)/" },
      to: { path: `^pipeline/${stages}/` },
    },
    {
      name: "workflow-and-verify-are-neighbours",
      severity: "error",
      from: { path: "^pipeline/workflow/" },
      to: { path: "^pipeline/(verify|synth|serve|measure|dossier)/" },
    },
    {
      name: "domain-is-pure",
      severity: "error",
      from: { path: "^pipeline/domain/" },
      to: { pathNot: "^pipeline/domain/|node_modules/zod/" },
    },
    {
      name: "support-knows-no-domain-but-errors",
      severity: "error",
      from: { path: "^pipeline/support/" },
      to: { path: "^pipeline/", pathNot: "^pipeline/(support/|domain/errors)" },
    },
    {
      name: "deciding-touches-nothing",
      comment: "Deciding code reads no clock, disk, environment or randomness: dates and texts are parameters.",
      severity: "error",
      from: { path: "^pipeline/(decide|storyboard)/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "pipeline-knows-only-the-storyboard-of-compositions",
      severity: "error",
      from: { path: "^pipeline" },
      to: { path: "^compositions", pathNot: "^compositions/storyboard\\.ts$" },
    },
    {
      name: "compositions-do-not-know-the-pipeline",
      severity: "error",
      from: { path: "^compositions" },
      to: { path: "^pipeline" },
    },
    vendor("csv-parse", "csv-parse", "^pipeline/(extract|support/read-csv-rows)"),
    vendor("knex", "knex", "^pipeline/(ledger|events)/"),
    vendor("better-sqlite3", "better-sqlite3", "^pipeline/ledger/bulk/"),
    vendor("jsonc-parser", "jsonc-parser", "^pipeline/settings/"),
    vendor("handlebars", "handlebars", "^pipeline/support/templates"),
    vendor("renderer", "remotion|@remotion/.*|@sparticuz/chromium", "^pipeline/render/"),
    vendor("esbuild", "esbuild", "^pipeline/(support/code-fingerprint|serve/assets)"),
    vendor("commander", "commander", "^pipeline/cli"),
    vendor("hono", "hono|@hono/.*", "^pipeline/serve/"),
    vendor("quick-lru", "quick-lru", "^pipeline/serve/"),
    vendor("uqr", "uqr", "^pipeline/serve/pages/"),
    vendor("purgecss", "purgecss", "^pipeline/serve/assets"),
    vendor("hls.js", "hls.js", "^pipeline/serve/client/"),
    vendor("pino", "pino", "^pipeline/support/event-log"),
    vendor("piscina", "piscina", "^pipeline/support/thread-pool"),
    vendor("charts", "@observablehq/plot|linkedom", "^pipeline/measure/charts/"),
    vendor("faker", "@faker-js/faker", "^pipeline/synth/"),
    { name: "no-tests-in-the-product", severity: "error", from: { path: "^(pipeline|compositions)" }, to: { path: "^(test|bench)" } },
    { name: "nothing-unresolved", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".js", ".json"], exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  },
};
