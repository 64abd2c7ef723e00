import { z } from "zod";

const line = (maximum: number) => z.string().trim().min(1).max(maximum);

const drawing = z.enum(["house", "calendar", "phone", "pause", "notice", "shield"]);
export type DrawingName = z.output<typeof drawing>;

/** Who speaks: in every picture. */
const sender = { sender: line(40), website: line(40) };

export const spotFormats = {
  landscape: { width: 1280, height: 720 },
  portrait: { width: 1080, height: 1920 },
} as const;
export type SpotFormat = keyof typeof spotFormats;

/** The video of the launch campaign: five seconds a panel, no personal data. */
export const spot = z.strictObject({
  ...sender,
  panels: z
    .array(z.strictObject({ drawing, title: line(40), text: line(60) }))
    .min(1)
    .max(8),
});
export type SpotTexts = z.output<typeof spot>;
export type SpotPanel = SpotTexts["panels"][number];

/** Frames of a panel: 5 s. */
export const panelFrames = 125;

/** A4 in pixels at 96 to the inch, the unit of print from a browser. */
export const flyerSize = { width: 794, height: 1123 } as const;

/** The leaflet of the launch campaign. */
export const flyer = z.strictObject({
  ...sender,
  kicker: line(40),
  title: line(60),
  lead: line(200),
  contentsTitle: line(40),
  contents: z
    .array(z.strictObject({ drawing, title: line(40), text: line(100) }))
    .min(1)
    .max(4),
  accessTitle: line(40),
  steps: z.array(line(100)).min(1).max(4),
  consent: z.strictObject({ title: line(40), text: line(140) }),
  notice: line(120),
  path: line(140),
});
export type FlyerTexts = z.output<typeof flyer>;
