import { showFirstName } from "../domain/first-name.ts";
import { campaignInWords, dateInWords, enumeration, toDate } from "../domain/italian.ts";
import { byChannel, campaignParts, decisionInWords } from "./campaign-parts.ts";
import type { CampaignFacts, DossierFacts } from "./dossier-facts.ts";
import { type DossierPage, type DossierPart, type DossierSection, tablePart } from "./dossier-page.ts";
import { columnsOf, type Words, yesOrNo } from "./dossier-words.ts";
import { categoriesPart, delegationsPart, identityPart, rejectionsPart, requestsPart } from "./known-parts.ts";
import { positionParts, positionTable } from "./position-parts.ts";

/**
 * Everything known and done about an employer as it is read: what the newest extracts say, then every campaign, newest
 * first, with what its own extracts said otherwise. Of what somebody watched it says only whether the guide was opened.
 */
export function buildDossier(
  { employerId, campaigns, purged }: DossierFacts,
  { words, senderName }: { words: Words; senderName: string },
): DossierPage {
  const [newest, ...earlier] = campaigns;
  if (newest === undefined) throw new RangeError("a dossier without a campaign");
  const name = showFirstName(newest.position?.firstName ?? "");
  return printable({
    employerId,
    name: name === "" ? employerId : name,
    senderName,
    notes: [words("notes", "for-staff"), ...purgedNote(purged, words)],
    sections: [
      section("summary", [summaryPart(campaigns, words)], words),
      section("identity", [identityPart(newest.position, words)], words),
      section("position", [asOfPart(newest, words), ...positionParts(newest, words)], words),
      section("requests", [requestsPart(newest.position?.requests ?? [], null, words)], words),
      section("delegations", [delegationsPart(newest.delegations, { title: null, asOf: newest.asOf }, words)], words),
      section("categories", [categoriesPart(newest.position?.categories ?? [], null, words)], words),
      section("rejections", [rejectionsPart(newest.rejections, null, words)], words),
      campaignSection(newest, [], words),
      ...earlier.map((facts) => campaignSection(facts, knownThen(facts, newest, words), words)),
    ],
  });
}

function section(key: string, parts: DossierPart[], words: Words): DossierSection {
  return { id: key, title: words("titles", key), parts };
}

function campaignSection(facts: CampaignFacts, then: DossierPart[], words: Words): DossierSection {
  const { campaign } = facts;
  const title = words("titles", "campaign", { month: campaignInWords(campaign) });
  return { id: `campaign-${campaign}`, title, parts: [...campaignParts(facts, words), ...then] };
}

function purgedNote(purged: readonly string[], words: Words): string[] {
  if (purged.length === 0) return [];
  return [words("notes", "purged", { months: enumeration(purged.map(campaignInWords)) })];
}

function asOfPart({ campaign, asOf }: CampaignFacts, words: Words): DossierPart {
  const sentence = words("notes", "as-of", { day: toDate(asOf), month: campaignInWords(campaign) });
  return { title: null, paragraphs: [sentence], scenes: [], withoutPictures: "", table: null };
}

function summaryPart(campaigns: readonly CampaignFacts[], words: Words): DossierPart {
  const table = {
    caption: words("captions", "summary"),
    columns: columnsOf(words, "campaign", "as-of", "decision", "told", "opened"),
    rows: campaigns.map((facts) => [
      [campaignInWords(facts.campaign)],
      [dateInWords(facts.asOf)],
      [decisionInWords(facts, words)],
      [toldOn(facts, words)],
      [facts.notifications.length === 0 ? words("yes-no", "none") : yesOrNo(words, facts.isOpened)],
    ]),
  };
  return tablePart(null, table, "");
}

/** The channels of the notifications that stand. */
function toldOn({ notifications }: CampaignFacts, words: Words): string {
  const standing = notifications.filter(({ state }) => state === "written");
  if (standing.length === 0) return words("yes-no", "none");
  return enumeration(byChannel(standing).map(({ channel }) => words("channels", channel)));
}

/**
 * What the extracts of an earlier campaign said: the position of that day, and of the rest only what the newest extracts
 * do not say in the same way, wherever it stands in them.
 */
function knownThen(facts: CampaignFacts, newest: CampaignFacts, words: Words): DossierPart[] {
  const position = positionTable(facts, words);
  if (facts.snapshot === newest.snapshot || facts.position === null) return [position];
  const requests = onlyThen(facts.position.requests, newest.position?.requests);
  const delegations = onlyThen(facts.delegations, newest.delegations);
  const categories = onlyThen(facts.position.categories, newest.position?.categories);
  const title = (key: string) => `${words("titles", key)}: ${words("titles", "then").toLowerCase()}`;
  return [
    position,
    ...(isSameIdentity(facts, newest) ? [] : [{ ...identityPart(facts.position, words), title: title("identity") }]),
    ...(requests.length === 0 ? [] : [requestsPart(requests, title("requests"), words)]),
    ...(delegations.length === 0
      ? []
      : [delegationsPart(delegations, { title: title("delegations"), asOf: facts.asOf }, words)]),
    ...(categories.length === 0 ? [] : [categoriesPart(categories, title("categories"), words)]),
    ...(facts.rejections.length === 0 ? [] : [rejectionsPart(facts.rejections, title("rejections"), words)]),
  ];
}

function onlyThen<Row extends { line: number }>(then: readonly Row[], now: readonly Row[] = []): Row[] {
  const known = new Set(now.map(withoutLine));
  return then.filter((row) => !known.has(withoutLine(row)));
}

function withoutLine<Row extends { line: number }>({ line: _, ...row }: Row): string {
  return JSON.stringify(row);
}

function isSameIdentity({ position: then }: CampaignFacts, { position: now }: CampaignFacts): boolean {
  const ofIdentity = (position: CampaignFacts["position"]) => {
    if (position === null) return null;
    const { firstName, birthDate, mobile, hasMobileConsent, email, hasEmailConsent, isOnIo, acceptsInpsMobile } =
      position;
    return JSON.stringify([
      firstName,
      birthDate,
      mobile,
      hasMobileConsent,
      email,
      hasEmailConsent,
      isOnIo,
      acceptsInpsMobile,
    ]);
  };
  return ofIdentity(then) === ofIdentity(now);
}

/** The same with texts in which nothing hides or turns the direction of what follows: names come from outside. */
function printable<Value>(value: Value): Value {
  if (typeof value === "string") return value.replace(/[\p{Cc}\p{Cf}]/gu, "·") as Value;
  if (Array.isArray(value)) return value.map(printable) as Value;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, printable(member)])) as Value;
}
