import { expect, test } from "vitest";
import { temporaryFolder } from "../../notify/manifest-folder.ts";
import { removeOneByOne } from "./removed-one-by-one.ts";

/** Of `fixtures/README.md`. */
const [maria, otherMaria] = ["FRRMRA61C54H501J", "CLNMRA74P42F839H"];
const [withheld, excluded, withFieldIssues, provisional] = [
  ...["BRNLNE68H61E506U", "PLLCHR79M51H501T", "CMMSVT59P09C351M", "90000000011"],
];

test("of every kind one is removed: told, withheld, excluded, with a video that another shares, with a code of 11 digits", async () => {
  const people = [maria, otherMaria, withheld, excluded, withFieldIssues, provisional] as string[];
  const totals = await removeOneByOne(temporaryFolder(), {}, (everybody) => {
    expect(everybody).toEqual(expect.arrayContaining(people));
    return people;
  });
  expect(totals).toMatchObject({ employers: 8, forgotten: 4 });
});

test("of a trial with a limit: who comes after it does not move in", async () => {
  const totals = await removeOneByOne(temporaryFolder(), { limit: "3" }, (everybody) => everybody.slice(0, 4));
  expect(totals.employers + totals.forgotten).toBe(3);
});
