import { testManyDamages } from "./many-damages.ts";

// With the other half 20,000 damaged deliveries; in two files, for two cores.
testManyDamages(["long 1", "long 2", "long 3", "long 4"]);
