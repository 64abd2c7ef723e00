/** Whose guide of which campaign: what an address, a notification or an event is about. */
export type GuideOwner = { campaign: string; employerId: string };
