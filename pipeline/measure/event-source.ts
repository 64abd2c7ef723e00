import type { EventStore } from "../events/event-store.ts";

/** Where events are, and the key of their pseudonyms; null when there is none, and nobody can tell whose events are. */
export type EventSource = { events: Pick<EventStore, "inOrder" | "latestComments">; tokenKey: Uint8Array | null };
