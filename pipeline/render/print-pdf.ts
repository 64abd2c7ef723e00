import { pathToFileURL } from "node:url";
import type { BrowserKit, HeadlessBrowser } from "./browser/browser.ts";
import { browserPool } from "./browser/browser-pool.ts";
import { BrowserLostError, whileAlive } from "./browser/heartbeat.ts";

/** Prints HTML files, one at a time, in one browser that is opened with the first. */
export type PdfPrinter = {
  /** A tagged PDF with selectable text, on the paper that the page's own `@page` names; colours are printed. */
  print(htmlFile: string): Promise<Buffer>;
  close(): Promise<void>;
};

/** What a page counts for in a browser's age (`browserPool`): it is opened anew after a thousand. */
const framesOfPage = 4;

const timeoutInMilliseconds = 120_000;

/** `generateTaggedPDF` and `preferCSSPageSize` are the browser's own (`Page.printToPDF`); the renderer has no types for them. */
const printOptions = {
  preferCSSPageSize: true,
  printBackground: true,
  generateTaggedPDF: true,
  generateDocumentOutline: true,
};

export function openPdfPrinter(kit: BrowserKit): PdfPrinter {
  const pool = browserPool(kit);
  const printOnce = async (htmlFile: string): Promise<Buffer> => {
    const browser = await pool.borrow();
    try {
      const pdf = await whileAlive(browser, printPage(browser, htmlFile), () => {});
      await pool.giveBack(browser, framesOfPage);
      return pdf;
    } catch (error) {
      await pool.discard(browser);
      throw error;
    }
  };
  return {
    async print(htmlFile) {
      try {
        return await printOnce(htmlFile);
      } catch (error) {
        // The browser was killed or ran out of memory: another one may do it.
        if (error instanceof BrowserLostError) return printOnce(htmlFile);
        throw error;
      }
    },
    close: () => pool.closeAll(),
  };
}

async function printPage(browser: HeadlessBrowser, htmlFile: string): Promise<Buffer> {
  const page = await browser.newPage({
    context: () => null,
    logLevel: "error",
    indent: false,
    pageIndex: 0,
    onBrowserLog: null,
    onLog: () => {},
  });
  try {
    await page.goto({ url: pathToFileURL(htmlFile).href, timeout: timeoutInMilliseconds });
    // Fonts that are in the file itself are decoded after it was loaded.
    await page.evaluate("document.fonts.ready.then(() => null)");
    const { value } = await page._client().send("Page.printToPDF", printOptions);
    return Buffer.from(value.data, "base64");
  } finally {
    await page.close();
  }
}
