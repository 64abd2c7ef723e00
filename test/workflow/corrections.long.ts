// The ordinary tests, with every damage.
import "./corrections.test.ts";
