import { expect, test } from "vitest";
import { temporaryFolder } from "../../notify/manifest-folder.ts";
import { removeOneByOne } from "./removed-one-by-one.ts";

test.each([
  { options: {}, forgotten: 12 },
  { options: { limit: "5" }, forgotten: 5 },
])(
  "everybody is removed, one after the other ($options), and the campaign stays whole",
  async ({ options, forgotten }) => {
    const totals = await removeOneByOne(temporaryFolder(), options, (everybody) => everybody);
    expect(totals).toMatchObject({ employers: 0, forgotten });
  },
);
