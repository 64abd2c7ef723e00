import fc from "fast-check";
import { expect, test } from "vitest";
import { describeSelected } from "../../pipeline/decide/describe-selected.ts";
import { channelObstacles } from "../../pipeline/decide/explain-channels.ts";
import { channels } from "../../pipeline/domain/notification.ts";
import { quarter } from "../../pipeline/domain/quarter.ts";
import { buildNotifications } from "../../pipeline/notify/messages/build-notifications.ts";
import { position, rulesOn } from "../decide/positions.ts";
import { context, guideFor } from "./employers.ts";

const contacts = fc.record({
  // Regular; a provisional code; one whose letter of the month is none of the twelve, which IO refuses.
  employerId: fc.constantFrom("RSSMRA80A01H501U", "90000000011", "AAAAAA80F01H501X"),
  mobile: fc.constantFrom(null, "+393510000011"),
  hasMobileConsent: fc.boolean(),
  email: fc.constantFrom(null, "anna@posta.example"),
  hasEmailConsent: fc.boolean(),
  isOnIo: fc.boolean(),
  acceptsInpsMobile: fc.boolean(),
});

test("a channel has no obstacle exactly when a notification is built for it", () => {
  fc.assert(
    fc.property(contacts, fc.boolean(), fc.boolean(), (changes, mobile, email) => {
      const someone = { ...position(), ...changes };
      const obstacles = channelObstacles(someone, { mobile, email });
      const selected = describeSelected(
        someone,
        { unpaid: [{ relationshipId: "R1", quarter: quarter("2026-Q1"), state: "unpaid" }], inReview: [] },
        rulesOn("2026-05-31"),
      );
      const built = buildNotifications(selected, guideFor(selected), context).map(({ channel }) => channel);
      expect(channels.filter((channel) => obstacles[channel].length === 0)).toEqual(built);
    }),
    { numRuns: 300 },
  );
});
