import { z } from "zod";
import { sceneKinds } from "../../compositions/storyboard.ts";
import { categoryForm } from "../domain/profile-category.ts";
import { secureAddress, textLine } from "./formats.ts";

const categoryHint = "must be lower-case letters, digits and hyphens";

/** A link shown at the end of the guide, on its page and in messages. Adding or reordering one needs no code. */
const serviceLink = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/, "must be at most 60 lower-case letters, digits and hyphens"),
  label: textLine.max(80),
  description: textLine.max(160),
  /** The label as the guide shows and says it, where there is little room. */
  shortLabel: textLine.max(48).optional(),
  /** What one does there, in a word or two, as the guide shows and says it. */
  purpose: textLine.max(32).optional(),
  /** Scenes of the guide during which its button stands beside the video; after the last one all stand there. */
  shownDuring: z.array(z.enum(sceneKinds)).optional(),
  /** MyINPS categories: only employers with one of them are offered it, before the services for everybody. */
  categories: z.array(z.string().regex(categoryForm, categoryHint)).min(1).optional(),
  url: secureAddress,
  /** A manual that belongs to the service. */
  manual: z.strictObject({ label: textLine.max(80), url: secureAddress }).optional(),
});
export type ServiceLink = z.infer<typeof serviceLink>;

/** The services in the order in which they are offered; one at least, each id once, because addresses are made of ids. */
export const serviceLinks = z
  .array(serviceLink)
  .min(1)
  .superRefine((services, context) => {
    const seen = new Set<string>();
    for (const [index, { id }] of services.entries()) {
      if (seen.has(id)) context.addIssue({ code: "custom", path: [index, "id"], message: "is the id of two services" });
      seen.add(id);
    }
  });

/**
 * The services that an employer with these MyINPS categories is offered (contract, section 8, rule 5): first those for one
 * of the categories, then those for everybody, each in the order of the settings.
 */
export function servicesFor(services: readonly ServiceLink[], categories: readonly string[]): ServiceLink[] {
  const isFor = (service: ServiceLink) =>
    service.categories?.some((category) => categories.includes(category)) ?? false;
  return [...services.filter(isFor), ...services.filter((service) => service.categories === undefined)];
}

/** Addresses are placeholders but for the first, to be set before production. */
export const defaultServices: ServiceLink[] = [
  {
    id: "portale-pagamenti",
    label: "Portale dei pagamenti",
    description: "Per versare i contributi del trimestre, o scaricare l’avviso pagoPA",
    purpose: "paghi",
    shownDuring: ["notices", "pay-online", "pay-network", "late-payment"],
    url: "https://www.inps.it/prestazioni-servizi/il-versamento-online-dei-contributi-dei-lavoratori-domestici",
    manual: { label: "Manuale del Portale dei pagamenti", url: "https://www.inps.it" },
  },
  {
    id: "cassetto-previdenziale",
    label: "Cassetto previdenziale dei datori di lavoro domestico",
    description: "Per scrivere all’INPS sui rapporti di lavoro attivi e leggere le risposte",
    shortLabel: "Cassetto previdenziale",
    purpose: "scrivi",
    shownDuring: ["request", "suspension"],
    url: "https://www.inps.it",
  },
  {
    id: "estratto-conto",
    label: "Estratto conto del datore di lavoro domestico",
    description: "Per controllare che l’INPS abbia registrato i tuoi versamenti",
    shortLabel: "Estratto conto INPS",
    purpose: "controlli",
    shownDuring: ["recent-payment", "account-statement"],
    url: "https://www.inps.it",
  },
  {
    id: "servizi-lavoratori-domestici",
    label: "Servizi per i lavoratori domestici",
    description: "Per comunicare sospensione, cessazione e ogni altra variazione del rapporto di lavoro",
    shortLabel: "Servizi lavoratori domestici",
    purpose: "comunichi",
    shownDuring: ["suspension", "cessation", "recalculation"],
    url: "https://www.inps.it",
  },
  {
    id: "app-inps-mobile",
    label: "App INPS Mobile",
    description: "Per scaricare l’app e pagare dal telefono",
    purpose: "scaricala",
    url: "https://www.inps.it",
  },
];
