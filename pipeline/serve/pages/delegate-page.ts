import { showFirstName } from "../../domain/first-name.ts";
import type { GuideOwner } from "../../domain/guide-owner.ts";
import { campaignInWords, dateInWords } from "../../domain/italian.ts";
import type { DelegatedGuide } from "../../ledger/queries/delegations.ts";
import { safeName } from "../../notify/messages/safe-text.ts";
import type { Config } from "../../settings/config.ts";
import { unbroken } from "./unbroken.ts";

/** What is known of the list besides the guides: what the visitor asked for, as it stands in the address. */
type ListRequest = {
  /** Address of the list, without what was asked for. */
  address: string;
  addressOf(owner: GuideOwner): string;
  search: string;
  page: string;
  config: Config;
};

/** Guides of one page of the list. */
const guidesOnPage = 50;

/** Characters of a search that are looked at; a codice fiscale has 16. */
const longestSearch = 60;

type ListedGuide = DelegatedGuide & { name: string };

/** Everything that the template of the list shows, finished text and addresses only; guides by name. */
export function delegatePage(guides: readonly DelegatedGuide[], request: ListRequest) {
  const { address, config } = request;
  const search = [...request.search.trim()].slice(0, longestSearch).join("");
  const listed = withNames(guides);
  const found = inOrder(matching(listed, search));
  const pages = Math.max(1, Math.ceil(found.length / guidesOnPage));
  const number = Math.min(pages, Math.max(1, /^\d{1,6}$/.test(request.page) ? Number(request.page) : 1));
  const to = (page: number) => addressOfPage(address, search, page);
  return {
    ...{ address, search, senderName: config.sender.name, website: config.sender.website },
    hasGuides: guides.length > 0,
    says: inWords(guides),
    isSearch: search !== "",
    foundInWords: found.length === 1 ? "1 guida" : `${count(found.length)} guide`,
    hasFound: found.length > 0,
    rows: found.slice((number - 1) * guidesOnPage, number * guidesOnPage).map((guide) => ({
      ...{ name: guide.name, code: guide.employerId, url: request.addressOf(guide) },
      month: campaignInWords(guide.campaign),
      until: dateInWords(guide.availableUntil),
    })),
    hasPages: pages > 1,
    pageInWords: `Pagina ${count(number)} di ${count(pages)}`,
    before: number > 1 ? { first: to(1), previous: to(number - 1) } : null,
    after: number < pages ? { next: to(number + 1), last: to(pages) } : null,
    contactCenter: unbroken(config.help.contactCenter),
    contactCenterFromMobile: unbroken(config.help.contactCenterFromMobile),
  };
}

/** Thousands of people share a few hundred names, and showing one takes longer than looking it up. */
function withNames(guides: readonly DelegatedGuide[]): ListedGuide[] {
  const shown = new Map<string, string>();
  return guides.map((guide) => {
    const name = shown.get(guide.firstName) ?? safeName(showFirstName(guide.firstName));
    shown.set(guide.firstName, name);
    return { ...guide, name };
  });
}

const numbers = new Intl.NumberFormat("it-IT", { useGrouping: "always" });
const count = (value: number) => numbers.format(value);

function inWords(guides: readonly DelegatedGuide[]): string {
  const employers = new Set(guides.map(({ employerId }) => employerId)).size;
  const shown = guides.length === 1 ? "una guida" : `${count(guides.length)} guide`;
  const whose = employers === 1 ? "un datore di lavoro domestico" : `${count(employers)} datori di lavoro domestico`;
  return `Oggi puoi guardare ${shown} di ${whose} per cui hai una delega attiva.`;
}

/** Those whose name or codice fiscale has every word that is looked for, whatever its accents and capitals. */
function matching(guides: ListedGuide[], search: string): ListedGuide[] {
  const words = plain(search).split(" ").filter(Boolean);
  if (words.length === 0) return guides;
  return guides.filter(({ name, employerId }) => {
    const text = plain(`${name} ${employerId}`);
    return words.every((word) => text.includes(word));
  });
}

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\p{M}'’]/gu, "")
    .replace(/\s+/g, " ")
    .toLowerCase()
    .trim();
}

const italian = new Intl.Collator("it");

/** By name, then by code, the latest campaign first. Names are compared once each: thousands of people share a few hundred. */
function inOrder(guides: readonly ListedGuide[]): ListedGuide[] {
  const names = [...new Set(guides.map(({ name }) => name))].sort((a, b) => italian.compare(a, b) || (a < b ? -1 : 1));
  const placeOf = new Map(names.map((name, place) => [name, place]));
  return [...guides].sort((a, b) => {
    if (a.name !== b.name) return (placeOf.get(a.name) as number) - (placeOf.get(b.name) as number);
    if (a.employerId !== b.employerId) return a.employerId < b.employerId ? -1 : 1;
    return a.campaign < b.campaign ? 1 : -1;
  });
}

function addressOfPage(address: string, search: string, page: number): string {
  const asked = new URLSearchParams({
    ...(search === "" ? {} : { cerca: search }),
    ...(page === 1 ? {} : { pagina: String(page) }),
  }).toString();
  return asked === "" ? address : `${address}?${asked}`;
}
