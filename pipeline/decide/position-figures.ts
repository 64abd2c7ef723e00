import type { Day } from "../domain/day.ts";
import type { EmployerPosition, Relationship } from "../domain/position.ts";

/** What the accepted rows of a set of extracts look like, in figures. */
export type PositionFigures = {
  contributions: {
    withPaidOn: number;
    latestPaidOn: Day | null;
    /** Rows with `paid_on` and nothing paid. */
    paidNothing: number;
    withNotice: number;
  };
  /** Employers with a contact that can be used. */
  contacts: { mobile: number; email: number };
  relationships: {
    rows: number;
    withEnd: number;
    /** With a spreadsheet's error or rounded number as id. */
    withoutId: number;
  };
};

/** `3,33E+09` or `#NOME?`: what a spreadsheet makes of an id. */
const spoiledId = /^#|^\d(?:[.,].*)?E\+/;

/** Counts, employer by employer; the checks of `contract.md`, section 2, are made from it. */
export function positionCounter(): { add(position: EmployerPosition): void; result(): PositionFigures } {
  const contributions: PositionFigures["contributions"] = {
    withPaidOn: 0,
    latestPaidOn: null,
    paidNothing: 0,
    withNotice: 0,
  };
  const contacts = { mobile: 0, email: 0 };
  const relationships = { rows: 0, withEnd: 0, withoutId: 0 };
  const addRelationship = (relationship: Relationship) => {
    relationships.rows += 1;
    if (relationship.endedOn !== null) relationships.withEnd += 1;
    if (spoiledId.test(relationship.relationshipId)) relationships.withoutId += 1;
    for (const { paidOn, paidCents, noticeNumber } of relationship.contributions) {
      if (noticeNumber !== null) contributions.withNotice += 1;
      if (paidOn === null) continue;
      contributions.withPaidOn += 1;
      if (paidCents === 0) contributions.paidNothing += 1;
      if (contributions.latestPaidOn === null || paidOn > contributions.latestPaidOn)
        contributions.latestPaidOn = paidOn;
    }
  };
  return {
    add({ mobile, email, relationships: ofEmployer }) {
      if (mobile !== null) contacts.mobile += 1;
      if (email !== null) contacts.email += 1;
      for (const relationship of ofEmployer) addRelationship(relationship);
    },
    result: () => ({ contributions, contacts, relationships }),
  };
}
