import { test } from "vitest";
import { expectUnharmedByKills, within } from "./killed-while-rendering.ts";

test("killed while it renders and while it writes manifests, a run ends as if nothing had happened", () =>
  expectUnharmedByKills([within("Rendering scenes", "Assembling guides"), within("Writing manifests", "ended")]));
