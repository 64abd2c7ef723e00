import type { Scene } from "./scene.ts";

/**
 * The text of a scene in the order in which it enters, one entry for each thing that enters at once.
 * Sender, website and chapter stand in every frame and are not read again and again.
 */
export function shownText(scene: Scene): string[] {
  switch (scene.kind) {
    case "greeting":
      return [joined(scene.salutation, scene.name, scene.message)];
    case "worker":
      return [joined(scene.lead, scene.name)];
    case "together":
      return [scene.title];
    case "quarters":
      return [scene.title, joined(...scene.legend.map(({ label }) => label))];
    case "request":
    case "recent-payment":
    case "notices":
    case "suspension":
    case "account-statement":
      return [scene.title, scene.text, scene.place];
    case "pay-online":
      return [scene.title, ...scene.steps, scene.place];
    case "pay-network":
      return [scene.title, ...Object.values(scene.outlets), scene.place];
    case "cessation":
      return [scene.title, ...scene.deadlines.map(({ days, text }) => `${days} ${text}`), scene.place];
    case "recalculation":
      return [scene.title, ...scene.steps, scene.place];
    case "late-payment":
      return [scene.title, ...scene.rules.map(({ when, cost }) => `${when}: ${cost}`), scene.place];
    case "services":
      return [scene.title, ...scene.services];
    case "closing":
      return [scene.title, scene.place, scene.rating];
    default:
      return scene satisfies never;
  }
}

const joined = (...texts: (string | null)[]) => texts.filter((text) => text !== null).join(" ");
