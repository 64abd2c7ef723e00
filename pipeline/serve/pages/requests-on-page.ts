import { type RequestCategory, requestCategories } from "../../domain/request.ts";
import type { SelectedEmployer } from "../../domain/selected-employer.ts";
import { isUnderReview } from "../../notify/messages/review-in-words.ts";
import type { TextSections } from "../../support/text-sections.ts";
import type { WorkerOnPage } from "./workers-on-page.ts";

/** Where one writes to the institute and reads its answers: the id of the service in the settings. */
export const cassettoId = "cassetto-previdenziale";

/** Address on the page that leads to a request about a relationship. */
export type RequestLink = (about: { category: RequestCategory; relationshipId: string }) => string;

/** «Non ti torna?»: each category with one address, or with several workers one for each. */
export function requestsOnPage(
  workers: readonly WorkerOnPage[],
  { texts, addressOf, isPending }: { texts: TextSections; addressOf: RequestLink; isPending: boolean },
) {
  const words = texts("requests");
  const [only, second] = workers;
  const isForOne = second === undefined;
  return {
    title: words.one("title"),
    texts: [words.one("text"), ...(isPending ? [words.one("pending")] : []), ...(isForOne ? [] : [words.one("which")])],
    isForOne,
    categories: requestCategories.map((category) => {
      const linkFor = ({ relationshipId, label }: WorkerOnPage) => ({
        address: addressOf({ category, relationshipId }),
        label: texts("requests", { worker: label }).one("with"),
      });
      return {
        title: texts(`requests.${category}`).one("title"),
        address: isForOne && only ? linkFor(only).address : "",
        workers: isForOne ? [] : workers.map(linkFor),
      };
    }),
  };
}

/** What is said while a request is being looked at, or null: contract, section 8, rule 2. */
export function reviewOnPage(employer: SelectedEmployer, texts: TextSections) {
  if (!isUnderReview(employer)) return null;
  const words = texts("in-review");
  const ofQuarters = employer.inReview.length === 0 ? [] : [words.one("quarters")];
  return { title: words.one("title"), texts: [...words.all("text"), ...ofQuarters, ...words.all("after")] };
}
