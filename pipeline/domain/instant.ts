import { z } from "zod";

/** Why a text is no `instant`, for lists of rejected rows. */
export const noInstant = "This is no instant of the years 2000 to 2099: 2026-06-05T08:30:00Z, or with an offset";

/**
 * An instant that another system wrote (`2026-06-05T08:30:00Z`, or with an offset), as UTC with milliseconds, which
 * sorts as text. A time without an offset is none: nobody knows which it is. Other years are mistakes, and after 9999
 * UTC has 27 characters.
 */
export const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text).toISOString())
  .refine((utc) => utc.startsWith("20"));
