import { readFileSync } from "node:fs";
import Handlebars from "handlebars";

const templatesFolder = new URL("../../templates/", import.meta.url);

/** Fills a template with values; a value is never read as a template. Throws when a value is missing. */
export type Template = (values: object) => string;

/**
 * Compiles one file of `templates/`. Values are escaped in `.html.hbs` files only;
 * a name that is missing is an error, never an empty space in somebody's letter.
 */
export function loadTemplate(name: string): Template {
  return compileTemplate(readFileSync(new URL(name, templatesFolder), "utf8"), {
    escapesHtml: name.endsWith(".html.hbs"),
  });
}

/** Compiles a template's text. */
export function compileTemplate(text: string, options: { escapesHtml: boolean }): Template {
  const fill = Handlebars.compile(text, { strict: true, noEscape: !options.escapesHtml, preventIndent: true });
  return (values) => fill(values, { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false });
}
