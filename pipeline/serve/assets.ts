import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { PurgeCSS } from "purgecss";
import { sha256Hex } from "../support/hash.ts";
import { templatesFolder } from "../support/template-files.ts";

/** A file that all pages share, under an address that names its content: it may be kept for ever. */
export type Asset = { address: string; type: string; content: Uint8Array };

export type Assets = { styles: Asset; script: Asset; hlsScript: Asset; byAddress: ReadonlyMap<string, Asset> };

const here = (name: string) => fileURLToPath(new URL(`./client/${name}`, import.meta.url));
const installed = (name: string) => createRequire(import.meta.url).resolve(name);

/** Faces of the guide's fonts, by weight and alphabet. */
const faces = ["latin", "latin-ext"].flatMap((alphabet) =>
  [400, 600, 700].map((weight) => ({ weight, alphabet, file: `titillium-web-${alphabet}-${weight}-normal.woff2` })),
);

const ranges: Record<string, string> = {
  latin: "U+0000-00FF, U+2000-206F, U+20AC",
  "latin-ext": "U+0100-02FF, U+1E00-1EFF",
};

/** Bundles the script, and keeps of the styles what the pages use. */
export async function buildAssets(): Promise<Assets> {
  const fonts = faces.map((face) => ({
    ...face,
    asset: asset(
      `fonts/${face.file}`,
      "font/woff2",
      readFileSync(installed(`@fontsource/titillium-web/files/${face.file}`)),
    ),
  }));
  const fontFaces = fonts
    .map(
      ({ weight, alphabet, asset: { address } }) =>
        `@font-face{font-family:"Titillium Web";font-style:normal;font-weight:${weight};font-display:swap;src:url("${address}") format("woff2");unicode-range:${ranges[alphabet]}}`,
    )
    .join("\n");
  const styles = asset("page.css", "text/css; charset=utf-8", Buffer.from(`${fontFaces}\n${await usedStyles()}`));
  const script = asset("page.js", "text/javascript; charset=utf-8", await bundled("page-script.ts"));
  const hlsScript = asset("hls.js", "text/javascript; charset=utf-8", await bundled("hls-script.ts"));
  const all = [styles, script, hlsScript, ...fonts.map((font) => font.asset)];
  return { styles, script, hlsScript, byAddress: new Map(all.map((one) => [one.address, one])) };
}

function asset(name: string, type: string, content: Uint8Array): Asset {
  const { dir, name: base, ext } = path.posix.parse(name);
  const address = path.posix.join("/assets", dir, `${base}-${sha256Hex(content).slice(0, 12)}${ext}`);
  return { address, type, content };
}

/** Bootstrap Italia, of which a page uses a small part, and what is our own. */
async function usedStyles(): Promise<string> {
  const own = readFileSync(here("page.css"), "utf8");
  const whole = readFileSync(installed("bootstrap-italia/dist/css/bootstrap-italia.min.css"), "utf8").replace(
    /^\ufeff/,
    "",
  );
  const pages = ["guide.html.hbs", "message.html.hbs"].map((name) => ({
    raw: readFileSync(new URL(`it/page/${name}`, templatesFolder), "utf8"),
    extension: "html",
  }));
  const [purged] = await new PurgeCSS().purge({
    content: pages,
    css: [{ raw: whole }],
    variables: true,
    fontFace: true,
  });
  const { code } = await transform(`${purged?.css ?? ""}\n${own}`, { loader: "css", minify: true });
  return code;
}

async function bundled(name: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [here(name)],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: ["es2020"],
    // Without what other kinds of streams need.
    alias: { "hls.js": "hls.js/light" },
    legalComments: "none",
    logLevel: "silent",
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}
