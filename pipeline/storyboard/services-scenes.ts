import type { SceneOf } from "../../compositions/storyboard.ts";
import type { ServiceLink } from "../settings/config.ts";
import type { StoryboardContext } from "./context.ts";
import { sceneFrame } from "./scene-frame.ts";

/** Services that fit one picture. */
const servicesInOneScene = 5;

/** The services of the settings, in their order: one scene, or as many of about the same length as a long list takes. */
export function servicesScenes(context: StoryboardContext): SceneOf<"services">[] {
  const count = Math.ceil(context.services.length / servicesInOneScene);
  const perScene = Math.ceil(context.services.length / count);
  return Array.from({ length: count }, (_, index) =>
    servicesScene(context.services.slice(index * perScene, (index + 1) * perScene), context),
  );
}

function servicesScene(links: ServiceLink[], context: StoryboardContext): SceneOf<"services"> {
  const services = links.map((link) => serviceInWords(link, context));
  const text = context.texts("services", { services: services.join("; ") });
  const narration = text.one("narration");
  return { kind: "services", ...sceneFrame("services", context), title: text.one("title"), services, narration };
}

/** With its manual, when it has one, and with what one does there, when the settings say so. */
function serviceInWords(
  { label, shortLabel = label, purpose, manual }: ServiceLink,
  context: StoryboardContext,
): string {
  const named = context.texts("services.name", { label: shortLabel });
  const service = named.one(manual ? "with-manual" : "alone");
  if (purpose === undefined) return service;
  return context.texts("services.purpose", { service, purpose }).one("service");
}
