import type { SceneOf } from "../../compositions/storyboard.ts";
import type { ServiceLink } from "../settings/config.ts";
import type { StoryboardContext } from "./context.ts";
import { sceneFrame } from "./scene-frame.ts";

/** What an employer is offered at the end: `servicesFor` of the settings, and whether an appointment is. */
export type OfferedServices = { services: readonly ServiceLink[]; isAppointmentOffered: boolean };

/** Equal for the same services in the same order, with an appointment or without. */
export function keyOfServices({ services, isAppointmentOffered }: OfferedServices): string {
  return `${isAppointmentOffered} ${services.map(({ id }) => id).join(" ")}`;
}

/** Lines that fit one picture. */
const linesInOneScene = 5;

/**
 * One scene when everything fits: the appointment, the services for the employer's categories, those for everybody.
 * Otherwise what is for some employers stands apart from what is for everybody, so that the latter is one scene, or one
 * sequence of scenes, for the whole campaign. None when nothing is offered.
 */
export function servicesScenes(offered: OfferedServices, context: StoryboardContext): SceneOf<"services">[] {
  const linesOf = (services: readonly ServiceLink[]) => services.map((service) => serviceInWords(service, context));
  const forSome = [
    ...(offered.isAppointmentOffered ? [context.texts("services.appointment").one("service")] : []),
    ...linesOf(offered.services.filter(({ categories }) => categories !== undefined)),
  ];
  const forAll = linesOf(offered.services.filter(({ categories }) => categories === undefined));
  const fitsOne = forSome.length + forAll.length <= linesInOneScene;
  const pictures = fitsOne ? [[...forSome, ...forAll]] : [...inPictures(forSome), ...inPictures(forAll)];
  return pictures.filter(({ length }) => length > 0).map((lines) => servicesScene(lines, context));
}

/** As few pictures as hold the lines, each with about as many. */
function inPictures(lines: readonly string[]): string[][] {
  const count = Math.ceil(lines.length / linesInOneScene);
  const inEach = Math.ceil(lines.length / count);
  return Array.from({ length: count }, (_, index) => lines.slice(index * inEach, (index + 1) * inEach));
}

function servicesScene(services: string[], context: StoryboardContext): SceneOf<"services"> {
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
