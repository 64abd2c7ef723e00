import { placeBrowser } from "../../pipeline/render/browser/unpack-browser.ts";

/** A process that says where its browser is: `node unpack-browser-child.ts <archives> <folder>`. */
const [archives = "", folder = ""] = process.argv.slice(2);
process.send?.(await placeBrowser(archives, folder));
process.disconnect();
