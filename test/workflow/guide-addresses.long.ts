// The ordinary tests, with every change in every stage.
import "./guide-addresses.test.ts";
