import { bundle } from "@remotion/bundler";
import { plainError } from "../support/plain-error.ts";

/**
 * The process that makes one bundle: `node bundle-child.ts <entry point> <folder>`. Ends with 0, or sends `bundle.ts`
 * the error as plain values and ends with 1.
 */
const [entryPoint = "", outDir = ""] = process.argv.slice(2);

// Ctrl-C signals the whole process group; the parent decides when to stop, and its end stops this process.
process.on("SIGINT", () => {});
process.on("disconnect", () => process.exit(1));

try {
  await bundle({ entryPoint, outDir, enableCaching: false, onProgress: () => {} });
  process.exit(0);
} catch (error) {
  process.send?.(plainError(error as NodeJS.ErrnoException), () => process.exit(1));
}
