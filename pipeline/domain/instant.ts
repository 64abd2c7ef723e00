import { z } from "zod";

/**
 * An instant that another system wrote (`2026-06-05T08:30:00Z`, or with an offset), as UTC with milliseconds. A time
 * without an offset is none: nobody knows which it is.
 */
export const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());
