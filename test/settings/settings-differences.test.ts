import { expect, test } from "vitest";
import { configSchema } from "../../pipeline/settings/config.ts";
import { settingsDifferences } from "../../pipeline/settings/settings-differences.ts";

const service = { id: "s", label: "Portale", description: "Per versare", url: "https://www.inps.it/a" };

test.each([
  { name: "none", before: {}, now: {}, differ: [] },
  { name: "a default that is written out", before: {}, now: { firstQuarter: "2026-Q1" }, differ: [] },
  { name: "a key", before: {}, now: { baseUrl: "https://guide.inps.it" }, differ: ["baseUrl"] },
  { name: "a key of a group", before: { sms: { link: true } }, now: {}, differ: ["sms.link"] },
  {
    name: "a key of a group in a group",
    before: {},
    now: { plausibility: { stale: { days: 60 } } },
    differ: ["plausibility.stale.days"],
  },
  {
    name: "several keys, in the order of the schema",
    before: { latePayment: { source: "circolare 1", evasionPercent: 31 } },
    now: { sender: { name: "Prova" }, latePayment: { asOf: "2026-01-01" } },
    differ: ["sender.name", "latePayment.evasionPercent", "latePayment.source", "latePayment.asOf"],
  },
  { name: "a list, which is one key", before: {}, now: { services: [service] }, differ: ["services"] },
  {
    name: "the order of a list",
    before: { services: [service, { ...service, id: "t" }] },
    now: { services: [{ ...service, id: "t" }, service] },
    differ: ["services"],
  },
  { name: "null and a value", before: { tokenKeyFile: "a.key" }, now: {}, differ: ["tokenKeyFile"] },
  {
    name: "a secret, by its key only",
    before: { render: { licenseKey: "rm-1" } },
    now: { render: { licenseKey: "rm-2" } },
    differ: ["render.licenseKey"],
  },
])("settings differ in $name", ({ before, now, differ }) => {
  expect(settingsDifferences(configSchema.parse(before), configSchema.parse(now))).toEqual(differ);
});
