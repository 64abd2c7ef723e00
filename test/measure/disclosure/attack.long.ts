// The ordinary attacks, on more campaigns.
import "./attack.test.ts";
