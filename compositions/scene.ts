import { z } from "zod";

/** One line or paragraph as it is shown; trimmed, never empty. */
const line = (maximum: number) => z.string().trim().min(1).max(maximum);

/** What every scene carries. Narration is what a speaker would say: it is not in the picture. */
const common = {
  sender: line(40),
  website: line(28),
  /** The chapters are the same in every guide, so a chapter tells nothing about its guide. */
  chapter: z.strictObject({ title: line(24), number: z.int().min(1), of: z.int().min(1).max(8) }),
  narration: line(1200),
};

/** Where a step happens, or where a figure comes from: the lower third. */
const place = line(60);

/** What a quarter is marked with: nothing is paid, a part is, or it is being verified and not held against anybody. */
const markedState = z.enum(["unpaid", "partial", "in-review"]);
export type MarkedState = z.output<typeof markedState>;

const quarterCell = z.strictObject({
  number: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  label: z.enum(["I trimestre", "II trimestre", "III trimestre", "IV trimestre"]),
  /** `gen–mar`. */
  months: line(10),
  state: z.enum([...markedState.options, "none"]),
});

export const scene = z.discriminatedUnion("kind", [
  /** Depends on one first name. No name when its letters cannot be set: then the salutation stands alone. */
  z.strictObject({
    kind: z.literal("greeting"),
    ...common,
    salutation: line(16),
    name: line(200).nullable(),
    message: line(100),
  }),
  /** Depends on one worker's first name; several follow each other when their quarters are the same. */
  z.strictObject({ kind: z.literal("worker"), ...common, lead: line(48), name: line(200).nullable() }),
  /** Says that the workers just named have the same quarters; depends on how many they are, in two variants. */
  z.strictObject({
    kind: z.literal("together"),
    ...common,
    title: line(90),
    count: z.int().min(2),
    /** Some of the quarters are in review, or all. */
    isInReview: z.literal(true).optional(),
  }),
  /** Depends on a set of quarters and their states, on no name. */
  z.strictObject({
    kind: z.literal("quarters"),
    ...common,
    title: line(200),
    years: z
      .array(z.strictObject({ year: z.int(), quarters: z.array(quarterCell).length(4) }))
      .min(1)
      .max(4),
    /** Only the states that occur. */
    legend: z
      .array(z.strictObject({ state: markedState, label: line(22) }))
      .min(1)
      .max(3),
  }),
  /** Shown to those whose request is being looked at; depends on nothing else. */
  z.strictObject({ kind: z.literal("request"), ...common, title: line(60), text: line(120), place }),
  z.strictObject({ kind: z.literal("recent-payment"), ...common, title: line(60), text: line(120), place }),
  /** Whether notices come on paper: a variant for each answer, and one for an unknown age. */
  z.strictObject({
    kind: z.literal("notices"),
    ...common,
    delivery: z.enum(["online", "paper", "unknown"]),
    title: line(60),
    text: line(120),
    place,
  }),
  z.strictObject({
    kind: z.literal("pay-online"),
    ...common,
    title: line(40),
    steps: z.array(line(38)).min(2).max(4),
    place,
  }),
  z.strictObject({
    kind: z.literal("pay-network"),
    ...common,
    title: line(60),
    outlets: z.strictObject({ bank: line(24), post: line(24), tobacconist: line(24), app: line(24) }),
    place,
  }),
  z.strictObject({ kind: z.literal("suspension"), ...common, title: line(60), text: line(120), place }),
  z.strictObject({
    kind: z.literal("cessation"),
    ...common,
    title: line(60),
    deadlines: z.array(z.strictObject({ days: line(16), text: line(44) })).length(2),
    place,
  }),
  z.strictObject({
    kind: z.literal("recalculation"),
    ...common,
    title: line(60),
    steps: z.array(line(38)).min(2).max(3),
    place,
  }),
  /** Depends on a set of quarters: for which of them the days of the reference rate are not over. */
  z.strictObject({
    kind: z.literal("late-payment"),
    ...common,
    title: line(60),
    rules: z
      .array(z.strictObject({ when: line(60), cost: line(72) }))
      .min(2)
      .max(3),
    place,
  }),
  z.strictObject({ kind: z.literal("account-statement"), ...common, title: line(60), text: line(120), place }),
  z.strictObject({
    kind: z.literal("services"),
    ...common,
    title: line(60),
    services: z.array(line(128)).min(1).max(5),
  }),
  z.strictObject({ kind: z.literal("closing"), ...common, title: line(80), rating: line(60), place }),
]);

export type Scene = z.output<typeof scene>;
export type SceneKind = Scene["kind"];
export type SceneOf<Kind extends SceneKind> = Extract<Scene, { kind: Kind }>;

/** Every kind, in the order a guide uses them. */
export const sceneKinds = scene.options.map((option) => option.shape.kind.value) as SceneKind[];
