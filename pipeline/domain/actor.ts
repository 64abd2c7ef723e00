import { z } from "zod";

/** Who did something on the page of a guide: the employer it is about, or somebody who may act for them. */
export const actorSchema = z.enum(["employer", "delegate"]);
export type Actor = z.output<typeof actorSchema>;
