import { test } from "vitest";
import { expectUnharmedByKills, preparing, within } from "./killed-while-rendering.ts";

test("killed five times at random moments, also while it renders, a run ends as if nothing had happened", () =>
  expectUnharmedByKills([
    preparing(),
    within("Rendering scenes", "Assembling guides"),
    within("Rendering scenes", "Assembling guides"),
    within("Assembling guides", "Writing manifests"),
    within("Writing manifests", "ended"),
  ]));
