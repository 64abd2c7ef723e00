// The ordinary tests, with every damage.
import "./without-summary.test.ts";
