import { testManyDamages } from "./many-damages.ts";

// With the other half 20,000 damaged deliveries; in two files, for two cores.
testManyDamages(["long 5", "long 6", "long 7", "long 8"]);
