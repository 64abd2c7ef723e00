import Handlebars from "handlebars";
import type { PipelineError } from "../domain/errors.ts";
import { invalidTemplate, readTemplateFile } from "./template-files.ts";

/** Fills a template with values; a value is never read as a template. Throws a `PipelineError` when a value is missing. */
export type Template = (values: object) => string;

/** Where a template's text comes from: `templates/it/storyboard.txt`, and the line on which it begins (first = 1). */
export type TemplateSource = { file: string; firstLine: number };

/**
 * Compiles one file of `templates/`. Values are escaped in `.html.hbs` files only; a name that is missing is an error,
 * never an empty text. Throws a `PipelineError` with the line when the file is no template.
 */
export function loadTemplate(name: string, folder?: URL): Template {
  const source = { file: `templates/${name}`, firstLine: 1 };
  return compileTemplate(readTemplateFile(name, folder), source, { escapesHtml: name.endsWith(".html.hbs") });
}

/** Compiles a template's text. Throws a `PipelineError` with the line when it is none. */
export function compileTemplate(text: string, source: TemplateSource, options: { escapesHtml: boolean }): Template {
  try {
    const fill = compiled(text, options.escapesHtml);
    return (values) => {
      try {
        return fill(values, { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false });
      } catch (error) {
        throw unfilled(error, text, source);
      }
    };
  } catch (error) {
    throw unparsed(error, source);
  }
}

const compiledTemplates = new Map<string, Handlebars.TemplateDelegate>();

/** Compiled once: settings are tried with every template before they are used. Throws what Handlebars throws. */
function compiled(text: string, escapesHtml: boolean): Handlebars.TemplateDelegate {
  const key = `${escapesHtml} ${text}`;
  const known = compiledTemplates.get(key);
  if (known) return known;
  // Handlebars compiles at the first use; what cannot be parsed is to be known before.
  const program = handlebars.parse(text);
  const fill = handlebars.compile(program, { strict: true, noEscape: !escapesHtml, preventIndent: true });
  compiledTemplates.set(key, fill);
  return fill;
}

/** A block over a value that does not exist, at a line and column of the template. */
class MissingBlockValue extends Error {
  readonly lineNumber: number;
  readonly column: number;

  constructor({ line, column }: { line: number; column: number }) {
    super("a block over a value that does not exist");
    this.lineNumber = line;
    this.column = column;
  }
}

const handlebars = strictHandlebars();

/** Handlebars' strict mode checks `{{name}}` only: `{{#if nmae}}` would be false without an error. */
function strictHandlebars(): typeof Handlebars {
  const environment = Handlebars.create();
  for (const name of ["if", "unless", "each", "with"]) {
    const original = environment.helpers[name] as Handlebars.HelperDelegate;
    environment.registerHelper(name, function (this: unknown, ...parameters: unknown[]) {
      const [value, options] = parameters;
      if (value === undefined) throw new MissingBlockValue((options as { loc: { start: Position } }).loc.start);
      return Reflect.apply(original, this, parameters);
    });
  }
  return environment;
}

type Position = { line: number; column: number };

function unparsed(error: unknown, { file, firstLine }: TemplateSource): PipelineError {
  const { message = "", lineNumber } = error as { message?: string; lineNumber?: number };
  const line = lineNumber ?? Number(/^Parse error on line (\d+)/.exec(message)?.[1] ?? 1);
  return invalidTemplate(`${file}, line ${line + firstLine - 1}`, "braces or a block are not closed as they should be");
}

/** Handlebars' error is left out, as message and as cause: it may quote a value, which may be a name. */
function unfilled(error: unknown, text: string, { file, firstLine }: TemplateSource): PipelineError {
  const { lineNumber, message = "" } = error as { lineNumber?: number; message?: string };
  if (lineNumber === undefined) return invalidTemplate(file, "a placeholder asks for something that its value is not");
  const missing =
    error instanceof MissingBlockValue ? blockValue(text, error) : /^"(.+?)" not defined/.exec(message)?.[1];
  return invalidTemplate(`${file}, line ${lineNumber + firstLine - 1}`, `there is no value «${missing ?? "?"}»`);
}

/** What the block at this position is over: `services` of `{{#each services}}`. */
function blockValue(text: string, { lineNumber, column }: MissingBlockValue): string | undefined {
  const block = text.split("\n")[lineNumber - 1]?.slice(column);
  return /^\{\{~?(?:#|else\s+)\s*\w+\s+([^\s}]+)/.exec(block ?? "")?.[1];
}
