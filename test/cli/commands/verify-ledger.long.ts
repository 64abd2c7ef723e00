// The ordinary damages, each of which is also put right.
import "./verify-ledger.test.ts";
