import { z } from "zod";

/** In small letters: the same id in capitals is the same event. */
const common = { event_id: z.uuid().transform((id) => id.toLowerCase()) };

/** Characters of a comment; contract, section 5. */
const longestComment = 500;

/**
 * What somebody wrote: an emoji is one character, and a database of texts takes no NUL. The JSON Schema gets its length
 * by `meta`, and counts in the same way: a `refine` is not exported, and zod's own `max` counts an emoji twice.
 */
export const commentText = z
  .string()
  .refine((text) => [...text].length <= longestComment && !text.includes("\u0000"))
  .meta({ maxLength: longestComment });

/**
 * Where a service was opened from: the number of the chapter that was showing, or `end` when the video was over. A
 * service that was opened from the list on the page, or elsewhere, has none.
 */
export const servicePlace = z.string().regex(/^(?:[1-9]\d?|end)$/);

/** What a page may say was done on it; contract, section 5. Names are the contract's. */
export const pageEvent = z.discriminatedUnion("type", [
  z.strictObject({ ...common, type: z.literal("opened") }),
  z.strictObject({ ...common, type: z.literal("played") }),
  z.strictObject({ ...common, type: z.literal("watched"), percent: z.literal([25, 50, 75, 100]) }),
  z.strictObject({ ...common, type: z.literal("chapter"), number: z.int().min(1).max(99) }),
  z.strictObject({
    ...common,
    type: z.literal("service"),
    service: z.string().regex(/^[a-z0-9-]{1,60}$/),
    place: servicePlace.optional(),
  }),
  z.strictObject({
    ...common,
    type: z.literal("rated"),
    rating: z.int().min(1).max(5),
    comment: commentText.optional(),
  }),
  z.strictObject({ ...common, type: z.literal("downloaded") }),
]);
export type PageEvent = z.output<typeof pageEvent>;

/** What a page sends at once. */
export const pageEvents = z.array(pageEvent).max(50);
