// The ordinary properties, tried more often.
import "./properties.test.ts";
