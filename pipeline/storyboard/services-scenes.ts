import type { SceneOf } from "../../compositions/storyboard.ts";
import type { ServiceLink } from "../config.ts";
import type { StoryboardContext } from "./context.ts";
import { sceneFrame } from "./scene-frame.ts";

/** Services that fit one picture. */
const servicesInOneScene = 8;

/** The services of the settings, in their order: one scene, or as many as a long list takes. */
export function servicesScenes(context: StoryboardContext): SceneOf<"services">[] {
  const scenes: SceneOf<"services">[] = [];
  for (let index = 0; index < context.services.length; index += servicesInOneScene) {
    scenes.push(servicesScene(context.services.slice(index, index + servicesInOneScene), context));
  }
  return scenes;
}

function servicesScene(links: ServiceLink[], context: StoryboardContext): SceneOf<"services"> {
  const services = links.map((link) => serviceName(link, context));
  const text = context.texts("services", { label: "", services: services.join("; ") });
  const narration = text.one("narration");
  return { kind: "services", ...sceneFrame("services", context), title: text.one("title"), services, narration };
}

/** With its manual, when it has one. */
function serviceName(link: ServiceLink, context: StoryboardContext): string {
  const text = context.texts("services", { label: link.label, services: "" });
  return text.one(link.manual ? "service-with-manual" : "service");
}
