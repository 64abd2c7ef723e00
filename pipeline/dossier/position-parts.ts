import type { PaymentEvidence } from "../decide/explain-employer.ts";
import { dateInWords, quarterName, theDate } from "../domain/italian.ts";
import type { CampaignFacts, DossierQuarter, DossierRelationship } from "./dossier-facts.ts";
import { type Cell, type DossierPart, part, tablePart } from "./dossier-page.ts";
import { amount, columnsOf, dayOrNone, euro, rowOf, type Words } from "./dossier-words.ts";

/** The position relationship by relationship: each quarter that was overdue, with the rows it rests on. */
export function positionParts({ relationships }: CampaignFacts, words: Words): DossierPart[] {
  if (relationships.length === 0) return [part({ paragraphs: [words("notes", "no-relationships")] })];
  return relationships.map((relationship) => relationshipPart(relationship, words));
}

function relationshipPart(relationship: DossierRelationship, words: Words): DossierPart {
  const { relationshipId, line, workerFirstName, startedOn, endedOn, isInForce, quarters } = relationship;
  const term = `${dateInWords(startedOn)} – ${endedOn === null ? "…" : dateInWords(endedOn)}`;
  const force = words("notes", isInForce ? "in-force" : "not-in-force");
  const table = {
    caption: words("captions", "quarters", { name: relationshipId }),
    columns: columnsOf(words, "quarter", "payable", "state", "due", "paid", "rows"),
    rows: quarters.map((evidence) => quarterRow(evidence, words)),
  };
  const shown = tablePart(`${relationshipId} – ${workerFirstName}`, table, words("notes", "no-quarters"));
  return { ...shown, paragraphs: [`${term}: ${force} (${rowOf("relationships", line)})`, ...shown.paragraphs] };
}

/** The position of an earlier campaign in one table. */
export function positionTable({ relationships }: CampaignFacts, words: Words): DossierPart {
  const table = {
    caption: words("captions", "quarters-then"),
    columns: columnsOf(words, "relationship", "quarter", "state", "due", "paid", "rows"),
    rows: relationships.flatMap(({ relationshipId, workerFirstName, line, quarters }) =>
      quarters.map((evidence) => {
        const [quarter = [], , state = [], due = [], paid = [], rows = []] = quarterRow(evidence, words);
        const head = [relationshipId, workerFirstName];
        return [head, quarter, state, due, paid, [rowOf("relationships", line), ...rows]];
      }),
    ),
  };
  return tablePart(words("titles", "position-then"), table, words("notes", "no-relationships"));
}

function quarterRow(evidence: DossierQuarter, words: Words): Cell[] {
  const { quarter, payableUntil, status, dueCents, paidCents, payments, suspensionLine } = evidence;
  const isOwed = status !== "not-running" && status !== "suspended";
  const suspension =
    suspensionLine === null ? [] : [`${rowOf("suspensions", suspensionLine)}: ${words("notes", "suspended-by")}`];
  return [
    [quarterName(quarter)],
    [dayOrNone(words, payableUntil)],
    statesOf(evidence, words),
    [isOwed ? amount(words, dueCents) : words("yes-no", "none")],
    [isOwed ? amount(words, paidCents) : words("yes-no", "none")],
    [...suspension, ...payments.map((payment) => paymentLine(payment, words))],
  ];
}

/** What is paid is not in review, whatever a request says. */
function statesOf({ status, isInReview }: DossierQuarter, words: Words): Cell {
  const isMissing = status === "unpaid" || status === "partial";
  return [words("quarter-states", status), ...(isMissing && isInReview ? [words("quarter-states", "in-review")] : [])];
}

function paymentLine({ line, dueCents, paidCents, paidOn, counts }: PaymentEvidence, words: Words): string {
  const note = (key: string, cents: number, day: string | null = null) =>
    words("notes", key, { amount: euro(words, cents), day });
  const paid = paidOn === null ? note("paid-said", paidCents) : note("paid-on", paidCents, theDate(paidOn));
  const said = [
    ...(dueCents === null ? [] : [note("due-said", dueCents)]),
    ...(paidCents > 0 || dueCents === null ? [paid] : []),
    ...(counts ? [] : [words("notes", "after-day")]),
  ];
  return `${rowOf("contributions", line)}: ${said.join(", ")}`;
}
