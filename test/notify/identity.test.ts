import { expect, test } from "vitest";
import { channels } from "../../pipeline/domain/notification.ts";
import { guideToken } from "../../pipeline/notify/guide-token.ts";
import { notificationId } from "../../pipeline/notify/notification-id.ts";

const key = new Uint8Array(32).fill(7);

test("an id is the same for ever, whoever computes it", () => {
  expect(notificationId("2026-05", "FNTBRC87D67H223Y", "sms")).toBe("803aa82f1064acf5082a3b3612e4e70d");
});

test("campaign, employer and channel each make another id", () => {
  const ids = ["2026-05", "2026-08"].flatMap((campaign) =>
    ["FNTBRC87D67H223Y", "90000000011"].flatMap((employer) =>
      channels.map((channel) => notificationId(campaign, employer, channel)),
    ),
  );
  expect(new Set(ids).size).toBe(2 * 2 * channels.length);
});

test("a token has 144 bits, needs the key, and belongs to one employer in one campaign", () => {
  const token = guideToken(key, "2026-05", "FNTBRC87D67H223Y");
  expect(token).toMatch(/^[A-Za-z0-9_-]{24}$/);
  expect(guideToken(key, "2026-05", "FNTBRC87D67H223Y")).toBe(token);
  expect(guideToken(key, "2026-08", "FNTBRC87D67H223Y")).not.toBe(token);
  expect(guideToken(key, "2026-05", "90000000011")).not.toBe(token);
  expect(guideToken(new Uint8Array(32).fill(8), "2026-05", "FNTBRC87D67H223Y")).not.toBe(token);
  expect(() => guideToken(new Uint8Array(8), "2026-05", "90000000011")).toThrow(RangeError);
});
