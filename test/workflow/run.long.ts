// The ordinary tests, with every scene rendered.
import "./run.test.ts";
