import { build } from "esbuild";
import { sha256Hex } from "../support/hash.ts";

/**
 * A hash of all code and assets that a file of `compositions/` reaches, without its comments and layout:
 * it changes when what is drawn can change. Packages count by their version, elsewhere.
 */
export async function fingerprintOf(entryPoint: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entryPoint],
    bundle: true,
    write: false,
    // Names are not minified: short ones would depend also on code that is left out.
    minifyWhitespace: true,
    minifySyntax: true,
    format: "esm",
    jsx: "automatic",
    packages: "external",
    loader: { ".woff2": "dataurl", ".woff": "dataurl", ".svg": "dataurl", ".png": "dataurl" },
    logLevel: "silent",
    legalComments: "none",
  });
  return sha256Hex(outputFiles.map((file) => file.text).join("\n"));
}
