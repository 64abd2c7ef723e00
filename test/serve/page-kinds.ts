import type { Page } from "playwright-core";
import { chapterStart, type OpenedPages, people, playToEnd, seek, waitForVideo } from "./opened-pages.ts";
import { longestName } from "./worst-guide.ts";

type Show = (page: Page, pages: OpenedPages) => Promise<void>;

/**
 * A page that a person may see; `show` opens it in an empty tab. A passing state of a page that is there as another kind
 * differs from it in the window alone.
 */
export type PageKind = { name: string; heading: string; show: Show; isPassing?: true };

/** Names that fit least: as long as a page shows them, without a break, and of alphabets that its font does not have. */
const hardNames = [
  "M".repeat(60),
  "Александра-Владимировна",
  "さくら・マリアテレサ",
  "محمد",
  "欧阳美玲",
  "Ẩ".repeat(30),
];

export const pageKinds: PageKind[] = [
  { name: "one-worker", heading: "Ciao Maria", show: guideOf(people.maria) },
  { name: "seven-workers", heading: "Ciao Anna Maria", show: guideOf(people.seven) },
  { name: "longest-name", heading: "Ciao Massimiliano Bartolomeo Emilio", show: guideOf(people.longest) },
  { name: "partly-paid", heading: "Ciao Nicolò", show: guideOf(people.partial) },
  { name: "hard-names", heading: `Ciao ${hardNames[0]}`, show: showHardNames },
  { name: "in-review", heading: "Ciao Agnese", show: guideOf(people.inReview) },
  { name: "request-pending", heading: "Ciao Bruno", show: guideOf(people.pendingOnly) },
  { name: "appointment", heading: "Ciao Carmela", show: guideOf(people.rejected) },
  { name: "most-of-all", heading: `Ciao ${longestName}`, show: guideOf(people.two) },
  { name: "whom-to-write", heading: "Ciao Agnese", show: showWhomToWrite },
  { name: "services-beside", heading: "Ciao Maria", show: showServicesBeside, isPassing: true },
  { name: "explanation", heading: "Ciao Maria", show: showExplanation, isPassing: true },
  { name: "at-end", heading: "Ciao Maria", show: showEnd, isPassing: true },
  { name: "thanks", heading: "Ciao Inès", show: showThanks },
  {
    name: "video-missing",
    heading: "Ciao Ermenegilda",
    show: at(({ served, addressOf }) => served.url + addressOf(people.withoutVideo)),
  },
  {
    name: "paid-since",
    heading: "Questa guida non ti serve più",
    show: at(({ served, addressOf }) => served.url + addressOf(people.paid)),
  },
  {
    name: "outdated",
    heading: "Questa guida non è più aggiornata",
    show: at(({ served, addressOf }) => served.url + addressOf(people.outdated)),
  },
  {
    name: "in-review-since",
    heading: "La tua richiesta è in esame",
    show: at(({ served, addressOf }) => served.url + addressOf(people.afterwards)),
  },
  {
    name: "over",
    heading: "Questa guida non c’è più",
    show: at(({ late, addressOf }) => late.url + addressOf(people.maria)),
  },
  { name: "unknown", heading: "Questa pagina non esiste", show: at(({ served }) => `${served.url}/guide/none`) },
  {
    name: "nobody",
    heading: "Accedi per vedere la guida",
    show: at(({ asked, addressOf }) => asked.url + addressOf(people.maria)),
  },
  { name: "another", heading: "Questa guida è di un’altra persona", show: showAnothers },
  { name: "staff", heading: "Questa pagina è per chi lavora alle video-guide", show: showStaff },
  { name: "dashboard", heading: "Campagna di maggio 2026", show: showDashboard },
  { name: "no-rating", heading: "Scegli quante stelle dare", show: showNoRating },
  { name: "trouble", heading: "Qualcosa non ha funzionato", show: showTrouble },
];

function at(addressIn: (pages: OpenedPages) => string): Show {
  return async (page, pages) => void (await page.goto(addressIn(pages)));
}

function guideOf(employerId: string): Show {
  return async (page, pages) => {
    // Which of them have arrived when the dashboard is shown is not the same each time.
    await page.route(/\/events$/, (route) => route.fulfill({ status: 204 }));
    await at(({ served, addressOf }) => served.url + addressOf(employerId))(page, pages);
    await waitForVideo(page);
  };
}

/** In place of the names of a guide for seven workers, wherever they stand alone. */
async function showHardNames(page: Page, pages: OpenedPages): Promise<void> {
  await guideOf(people.seven)(page, pages);
  await page.evaluate((names) => {
    (document.querySelector("h1") as HTMLElement).textContent = `Ciao ${names[0]}`;
    for (const [index, cell] of document.querySelectorAll("tbody th").entries())
      cell.textContent = names[index % names.length] as string;
    const said = document.querySelectorAll(".said p");
    for (const [index, name] of names.entries())
      (said[index] as HTMLElement).textContent = `Il tuo rapporto di lavoro con ${name}.`;
  }, hardNames);
}

/** The workers of a category. */
async function showWhomToWrite(page: Page, pages: OpenedPages): Promise<void> {
  await guideOf(people.inReview)(page, pages);
  await page.locator(".write summary").first().click();
}

async function showServicesBeside(page: Page, pages: OpenedPages): Promise<void> {
  await guideOf(people.maria)(page, pages);
  await seek(page, (await chapterStart(page, 3)) + 1);
}

async function showExplanation(page: Page, pages: OpenedPages): Promise<void> {
  await showServicesBeside(page, pages);
  await page.locator("#more").click();
  await page.locator("dialog[open]").waitFor();
}

async function showEnd(page: Page, pages: OpenedPages): Promise<void> {
  await guideOf(people.maria)(page, pages);
  await playToEnd(page);
  await page.locator("#at-end").waitFor();
}

async function showThanks(page: Page, pages: OpenedPages): Promise<void> {
  await guideOf(people.rates)(page, pages);
  await page.locator("#rating-4").check();
  await page.locator("#comment").fill("Chiara e breve");
  await page.locator("#rating button").click();
  await page.waitForURL(/grazie=1/);
  // Without `#rating`: where a browser has scrolled to is not the same each time.
  await at(({ served, addressOf }) => `${served.url}${addressOf(people.rates)}?grazie=1`)(page, pages);
  await waitForVideo(page);
}

async function showAnothers(page: Page, pages: OpenedPages): Promise<void> {
  await page.setExtraHTTPHeaders({ "X-Fiscal-Code": people.seven });
  await at(({ asked, addressOf }) => asked.url + addressOf(people.maria))(page, pages);
}

/** How long stages took is not the same each time. */
async function showDashboard(page: Page, pages: OpenedPages): Promise<void> {
  await at(({ served }) => `${served.url}/dashboard`)(page, pages);
  await page.evaluate(() => {
    for (const cell of document.querySelectorAll('[data-label="Secondi"]')) cell.textContent = "1,0";
    (document.querySelector('figure[aria-labelledby="secondi"] figcaption p') as HTMLElement).textContent = "1 secondo";
  });
}

/** What a portal hands on of somebody who is not staff. */
async function showStaff(page: Page, pages: OpenedPages): Promise<void> {
  await page.setExtraHTTPHeaders({ "X-Forwarded-For": "192.0.2.1" });
  await at(({ served }) => `${served.url}/dashboard`)(page, pages);
}

/** As a browser sends it that does not know `required`. */
async function showNoRating(page: Page, pages: OpenedPages): Promise<void> {
  await guideOf(people.maria)(page, pages);
  await sendRating(page);
}

async function showTrouble(page: Page, pages: OpenedPages): Promise<void> {
  await at(({ broken, addressOf }) => broken.url + addressOf(people.maria))(page, pages);
  await page.locator("#rating-4").check();
  await sendRating(page);
}

async function sendRating(page: Page): Promise<void> {
  await Promise.all([
    page.waitForURL(/\/rating$/),
    page.evaluate(() => (document.querySelector("#rating form") as HTMLFormElement).submit()),
  ]);
}
