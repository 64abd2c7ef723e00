// The ordinary rows, one of them over a million lines.
import "./hostile-cells.test.ts";
