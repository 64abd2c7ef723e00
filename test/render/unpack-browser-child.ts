import { unpackBrowser } from "../../pipeline/render/unpack-browser.ts";

/** A process that unpacks the browser: `node unpack-browser-child.ts <archives> <folder>`. */
const [archives = "", folder = ""] = process.argv.slice(2);
await unpackBrowser(archives, folder);
