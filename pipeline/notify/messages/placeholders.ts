import { isDeepStrictEqual } from "node:util";
import { type Config, configSchema, type ServiceLink } from "../../settings/config.ts";

/** Nobody can own a name under these (RFC 2606, RFC 6761). */
const reservedDomain = /(^|\.)(example|test|invalid|localhost|example\.(com|net|org))$/i;

/** The home page, where a service's own address should stand. */
const homePage = /^https:\/\/www\.inps\.it(?:\/it(?:\/it\.html)?)?\/?$/i;

/**
 * Settings that still are the placeholders of the project, or that people have reason to distrust: one sentence each with
 * the key and what to set. To be shown before anything is sent.
 */
export function placeholderWarnings(config: Config): string[] {
  return [
    ...baseUrlWarnings(config),
    ...senderWarnings(config),
    ...serviceWarnings(config),
    ...requestWarnings(config),
  ];
}

function baseUrlWarnings({ baseUrl, sender: { website } }: Config): string[] {
  const { hostname } = new URL(baseUrl);
  if (reservedDomain.test(hostname))
    return [`baseUrl is ${baseUrl}, a placeholder that nobody can open: set the address where guides are watched`];
  const domain = domainOf(website);
  if (hostname === domain || hostname.endsWith(`.${domain}`)) return [];
  return [
    `baseUrl is ${baseUrl}, which is not under ${domain}, the only domain that people are told to trust: set the address of guides under it`,
  ];
}

/** `www.inps.it` or `https://www.inps.it/guide` is under `inps.it`. */
function domainOf(website: string): string {
  const host = website.replace(/^https?:\/\//, "").replace(/[/?#:].*$/, "");
  return host.toLowerCase().replace(/^www\./, "");
}

function senderWarnings({ sender: { emailFrom } }: Config): string[] {
  const domain = emailFrom.replace(/>$/, "").split("@").at(-1) ?? "";
  if (!reservedDomain.test(domain)) return [];
  return [`sender.emailFrom ends in ${domain}, a placeholder: set the address that e-mails are sent from`];
}

/** Where a request is written, and where an appointment is booked. */
function requestWarnings({ requests: { url, appointmentUrl } }: Config): string[] {
  const isHomePage = (address: string) => homePage.test(address.replace(/\?.*$/, ""));
  return [
    ...(isHomePage(url)
      ? ["requests.url is only www.inps.it, a placeholder: set the address where a request is written"]
      : []),
    ...(isHomePage(appointmentUrl)
      ? ["requests.appointmentUrl is only www.inps.it, a placeholder: set the address of the Agenda appuntamenti"]
      : []),
  ];
}

function serviceWarnings({ services }: Config): string[] {
  if (isDeepStrictEqual(services, configSchema.parse({}).services))
    return [
      "services is the list that comes with the project, whose links are placeholders: set the office's own list",
    ];
  return [
    ...services.flatMap((service, index) => linkWarnings(service, index, services)),
    ...purposeWarnings(services),
  ];
}

function linkWarnings({ id, url, manual }: ServiceLink, index: number, services: readonly ServiceLink[]): string[] {
  const first = services.findIndex((other) => other.url === url);
  return [
    ...(homePage.test(url) ? [linkWarning(`services.${index}.url`, id)] : []),
    ...(!homePage.test(url) && first < index
      ? [sharedWarning(`services.${index}.url`, id, services[first]?.id ?? "")]
      : []),
    ...(manual && homePage.test(manual.url) ? [linkWarning(`services.${index}.manual.url`, id)] : []),
    ...(manual && !homePage.test(manual.url) && manual.url === url
      ? [sharedWarning(`services.${index}.manual.url`, id, id)]
      : []),
  ];
}

function purposeWarnings(services: readonly ServiceLink[]): string[] {
  const ids = services.filter(({ purpose }) => purpose === undefined).map(({ id }) => id);
  if (ids.length === 0) return [];
  return [
    `services without a purpose (${ids.join(", ")}): set the word or two that the guide says of what each is for`,
  ];
}

function sharedWarning(key: string, id: string, other: string): string {
  return `${key} (${id}) is the address of ${other} too: set the address of its own`;
}

function linkWarning(key: string, id: string): string {
  return `${key} (${id}) is only www.inps.it, a placeholder: set the address of the service itself`;
}
