import { readFileSync } from "node:fs";
import { findNodeAtLocation, type Node, type ParseError, parseTree } from "jsonc-parser";
import { PipelineError } from "../domain/errors.ts";

/** What a settings file says, and where. */
export type SettingsFile = {
  value: unknown;
  /** The line (first = 1) of a key, or of its nearest parent when it is missing. */
  lineOf(path: readonly PropertyKey[]): number;
};

/**
 * Reads a JSON file in UTF-8, with a byte order mark or without; comments and keys that stand twice are refused.
 * Throws a `PipelineError` with the line.
 */
export function readSettingsFile(file: string): SettingsFile {
  const text = readText(file);
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true });
  const lineAt = (offset: number) => text.slice(0, offset).split("\n").length;
  const value = parseStrictly(text, (cause) => {
    const line = lineAt(errors[0]?.offset ?? text.length);
    return refused(`${file}, line ${line}: the settings file is not JSON`, cause);
  });
  const twice = tree && duplicateKey(tree);
  if (twice) throw refused(`${file}, line ${lineAt(twice.offset)}: ${twice.value} stands twice`);
  return { value, lineOf: (path) => lineAt(tree ? nearestNode(tree, path).offset : 0) };
}

function readText(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    throw new PipelineError("missing-config", `The settings file ${file} cannot be read`, {
      nextStep: "Give the path of a JSON file with --config, or leave the option out",
      cause,
    });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw refused(`The settings file ${file} is not UTF-8`, cause);
  }
}

/** `JSON.parse` decides: jsonc-parser, used for positions, goes on after errors and accepts more than JSON. */
function parseStrictly(text: string, refusal: (cause: unknown) => PipelineError): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refusal(cause);
  }
}

function refused(sentence: string, cause?: unknown): PipelineError {
  return new PipelineError("invalid-config", sentence, {
    nextStep: "Correct the file and run the command again",
    cause,
  });
}

/** The second key node of the same name in an object: `JSON.parse` would take its value silently. */
function duplicateKey(node: Node): Node | undefined {
  const seen = new Set<unknown>();
  for (const child of node.children ?? []) {
    const [key] = child.type === "property" ? (child.children ?? []) : [];
    if (key && seen.has(key.value)) return key;
    if (key) seen.add(key.value);
    const inside = duplicateKey(child);
    if (inside) return inside;
  }
  return undefined;
}

function nearestNode(tree: Node, path: readonly PropertyKey[]): Node {
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(tree, path.slice(0, length) as (string | number)[]);
    if (node) return node.parent?.type === "property" ? node.parent : node;
  }
  return tree;
}
