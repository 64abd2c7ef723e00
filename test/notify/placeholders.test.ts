import { expect, test } from "vitest";
import { placeholderWarnings } from "../../pipeline/notify/messages/placeholders.ts";
import { configSchema } from "../../pipeline/settings/config.ts";

const service = (id: string, url: string, manual?: string) => ({
  id,
  label: "Portale",
  description: "Per versare",
  purpose: "paghi",
  url,
  ...(manual ? { manual: { label: "Manuale", url: manual } } : {}),
});

/** Settings of an office that has set everything. */
const ready = {
  baseUrl: "https://guide.inps.it",
  sender: { emailFrom: "INPS <noreply@inps.it>" },
  services: [service("a", "https://www.inps.it/a")],
  requests: {
    url: "https://www.inps.it/cassetto?rapporto={relationship}&categoria={category}",
    appointmentUrl: "https://www.inps.it/agenda",
  },
};

test.each([
  { name: "everything set", changes: {}, keys: [] },
  { name: "a name that only looks like one", changes: { baseUrl: "https://example.inps.it" }, keys: [] },
  { name: "the sender's domain itself", changes: { baseUrl: "https://inps.it/guide" }, keys: [] },
  { name: "deep under it", changes: { baseUrl: "https://video.guide.inps.it:8443" }, keys: [] },
  { name: "another domain", changes: { baseUrl: "https://guide-inps.it" }, keys: ["baseUrl"] },
  { name: "one that ends in the same letters", changes: { baseUrl: "https://finps.it" }, keys: ["baseUrl"] },
  {
    name: "the domain of another sender",
    changes: { sender: { emailFrom: "a@ente.it", website: "https://www.ente.it/guide" }, baseUrl: "https://g.ente.it" },
    keys: [],
  },
  { name: "the built-in address", changes: { baseUrl: undefined }, keys: ["baseUrl"] },
  { name: "any .example", changes: { baseUrl: "https://GUIDE.Ufficio.Example:8443/a" }, keys: ["baseUrl"] },
  { name: "example.com", changes: { baseUrl: "https://example.com" }, keys: ["baseUrl"] },
  { name: "under example.org", changes: { baseUrl: "https://a.example.org" }, keys: ["baseUrl"] },
  { name: "this machine", changes: { baseUrl: "https://localhost:8080" }, keys: ["baseUrl"] },
  { name: "the built-in sender", changes: { sender: {} }, keys: ["sender.emailFrom"] },
  { name: "a bare sender", changes: { sender: { emailFrom: "a@posta.example" } }, keys: ["sender.emailFrom"] },
  { name: "the built-in services", changes: { services: undefined }, keys: ["services"] },
  {
    name: "home pages in an own list",
    changes: {
      services: [
        service("a", "https://www.inps.it/a", "https://www.inps.it"),
        service("b", "https://www.inps.it"),
        service("c", "https://www.inps.it/"),
      ],
    },
    keys: ["services.0.manual.url", "services.1.url", "services.2.url"],
  },
  {
    name: "one address for two, one for a service and its manual, and other forms of the home page",
    changes: {
      services: [
        service("a", "https://www.inps.it/a", "https://www.inps.it/a"),
        service("b", "https://www.inps.it/a"),
        service("c", "https://www.inps.it/it/it.html"),
        service("d", "https://www.inps.it/it"),
      ],
    },
    keys: ["services.0.manual.url", "services.1.url", "services.2.url", "services.3.url"],
  },
  {
    name: "services that say not what they are for",
    changes: { services: [{ ...service("a", "https://www.inps.it/a"), purpose: undefined }] },
    keys: ["services"],
  },
  {
    name: "everything built in",
    changes: { baseUrl: undefined, sender: {}, services: undefined, requests: undefined },
    keys: ["baseUrl", "sender.emailFrom", "services", "requests.url", "requests.appointmentUrl"],
  },
])("placeholders, $name", ({ changes, keys }) => {
  const warnings = placeholderWarnings(configSchema.parse({ ...ready, ...changes }));
  expect(warnings.map((sentence) => sentence.split(" ")[0])).toEqual(keys);
  for (const sentence of warnings) expect(sentence).toMatch(/^[^\n]+: set the [^\n]+[^.]$/);
});
