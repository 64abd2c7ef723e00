// The ordinary tests, with more delegations.
import "./delegates.test.ts";
