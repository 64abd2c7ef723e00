import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import { PurgeCSS } from "purgecss";
import { sha256Hex } from "../support/hash.ts";
import { templatesFolder } from "../support/template-files.ts";

/**
 * A file that all pages share, under an address that names its content: it may be kept for ever. `gzipped` is null where
 * compressing gains nothing.
 */
export type Asset = { address: string; type: string; content: Uint8Array; gzipped: Uint8Array | null };

export type Assets = Record<"styles" | "dashboardStyles" | "script" | "hlsScript", Asset> & {
  byAddress: ReadonlyMap<string, Asset>;
};

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

/** Bundles the scripts, and keeps of the styles what the pages use. */
export async function buildAssets(): Promise<Assets> {
  const fonts = faces.map(({ file, ...face }) => {
    const content = readFileSync(installed(`@fontsource/titillium-web/files/${file}`));
    return { ...face, asset: { ...named(`fonts/${file}`, content), type: "font/woff2", gzipped: null } };
  });
  const fontFaces = fonts.map(({ weight, alphabet, asset: { address } }) => {
    const source = `url("${path.posix.relative("/assets", address)}") format("woff2")`;
    return `@font-face{font-family:"Titillium Web";font-style:normal;font-weight:${weight};font-display:swap;src:${source};unicode-range:${ranges[alphabet]}}`;
  });
  const own = {
    styles: styleSheet("page.css", `${fontFaces.join("\n")}\n${await usedStyles()}`),
    dashboardStyles: styleSheet("dashboard.css", await minified(readFileSync(here("dashboard.css"), "utf8"))),
    script: script("page.js", await bundled("page-script.ts")),
    hlsScript: script("hls.js", await bundled("hls-script.ts")),
  };
  const all = [...Object.values(own), ...fonts.map(({ asset }) => asset)];
  return { ...own, byAddress: new Map(all.map((asset) => [asset.address, asset])) };
}

function named(name: string, content: Uint8Array): Pick<Asset, "address" | "content"> {
  const { dir, name: base, ext } = path.posix.parse(name);
  const address = path.posix.join("/assets", dir, `${base}-${sha256Hex(content).slice(0, 12)}${ext}`);
  return { address, content };
}

function styleSheet(name: string, css: string): Asset {
  return { ...named(name, Buffer.from(css)), type: "text/css; charset=utf-8", gzipped: gzipSync(css, { level: 9 }) };
}

function script(name: string, content: Uint8Array): Asset {
  return { ...named(name, content), type: "text/javascript; charset=utf-8", gzipped: gzipSync(content, { level: 9 }) };
}

async function minified(css: string): Promise<string> {
  return (await transform(css, { loader: "css", minify: true })).code;
}

/** Bootstrap Italia, of which a page uses a small part, and what is our own. */
async function usedStyles(): Promise<string> {
  const own = readFileSync(here("page.css"), "utf8");
  const whole = readFileSync(installed("bootstrap-italia/dist/css/bootstrap-italia.min.css"), "utf8").replace(
    /^\ufeff/,
    "",
  );
  const pages = [
    ...["page/guide.html.hbs", "page/message.html.hbs", "page/delegate.html.hbs", "dashboard/dashboard.html.hbs"],
  ].map((name) => ({
    raw: readFileSync(new URL(`it/${name}`, templatesFolder), "utf8"),
    extension: "html",
  }));
  const [purged] = await new PurgeCSS().purge({
    content: pages,
    css: [{ raw: whole }],
    variables: true,
    fontFace: true,
  });
  return minified(`${purged?.css ?? ""}\n${own}`);
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
