import type { EventStore } from "../events/event-store.ts";

/** What measures of visits are counted from. */
export type EventSource = {
  /** Null where no events are kept: then nothing is known of visits, which is not that there were none. */
  events: Pick<EventStore, "inOrder" | "latestComments"> | null;
  /** The key of their pseudonyms; null when there is none, and nobody can tell whose events are. */
  tokenKey: Uint8Array | null;
};
