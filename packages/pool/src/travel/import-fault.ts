import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { CaptureError, isError, late } from "@framepool/errors";
import type * as Acorn from "acorn";
import { isSyntax, type Syntax } from "../free-names/syntax.js";
import { namedReasonOf } from "../reason.js";

/** Where the import of a module, or of one that it imports, failed: line and column from 1. */
export interface ImportFault extends Place {
  /** the error's name and what it says */
  readonly reason: string;
}

interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** the line's text */
  readonly text: string;
}

/** Modules that are looked through for the one that does not parse. */
const MOST_MODULES = 1000;
/** Characters of a line that are shown. */
const MOST_TEXT = 100;

const require = createRequire(import.meta.url);

/**
 * Where the import of the module at `url` failed, as Node tells it of a script that is started. Of an ES module that does
 * not parse, and of an import that is not there, an error has no place that can be read: it is looked for in the modules'
 * text. Null where there is none, as for what a module throws when it runs: its stack says where.
 */
export function importFault(error: unknown, url: string): ImportFault | null {
  if (!isError(error)) return null;
  const compiled = compilerFault(error);
  if (compiled !== null) return compiled;
  const place = placeOfFault(error, url);
  return place === null ? null : { ...place, reason: namedReasonOf(error) };
}

function placeOfFault({ name, message, stack = "" }: Error, url: string): Place | null {
  const shown = /^(\S.*):(\d+)\n(.*)\n( *)\^/.exec(stack);
  if (shown !== null) return { path: pathOf(shown[1]!), line: Number(shown[2]), column: shown[4]!.length + 1, text: shown[3]! };
  const missing = /'([^']+)'.* imported from (.+)$/.exec(message);
  if (missing !== null) return importOf(missing[1]!, pathOf(missing[2]!));
  return name === "SyntaxError" && url.startsWith("file:") ? unparsed(fileURLToPath(url)) : null;
}

/** What the compiler of TypeScript says of a module. It counts columns from 0. */
function compilerFault({ message }: Error): ImportFault | null {
  const [, path, line, column, reason] = /^(\/.+|[a-zA-Z]:\\.+):(\d+):(\d+): ERROR: (.+)$/m.exec(message) ?? [];
  if (path === undefined || !existsSync(path)) return null;
  return { path, line: Number(line), column: Number(column) + 1, text: linesOf(readFileSync(path, "utf8"))[Number(line) - 1] ?? "", reason: `SyntaxError: ${reason!}` };
}

/**
 * An error of a worker that could not import a task's module, with the place. It is looked for here: what parses JavaScript
 * is not for workers, which would load it with each start.
 */
export function withImportFault(error: unknown): unknown {
  if (!(error instanceof CaptureError) || error.line !== null || error.file === null) return error;
  const fault = importFault(error.cause, error.file);
  if (fault === null) return error;
  return new CaptureError(`${error.message}${faultText(fault)}`, { variable: error.variable, file: pathToFileURL(fault.path).href, line: fault.line }, { cause: error.cause });
}

/** The place and its line, below a message. */
export function faultText({ path, line, column, text }: Place): string {
  const from = Math.max(0, column - MOST_TEXT / 2);
  const cut = text.slice(from, from + MOST_TEXT);
  return `\n  ${path}:${String(line)}:${String(column)}\n    ${cut}\n    ${" ".repeat(column - 1 - from)}^`;
}

/** Where the module, or the first of those that it imports, does not parse. */
function unparsed(path: string): Place | null {
  const seen = new Set([path]);
  for (const each of seen) {
    const { program, fault } = parse(each);
    if (fault !== null) return fault;
    for (const { value } of importsOf(program)) {
      const found = fileOf(value, each);
      if (found !== null && seen.size < MOST_MODULES) seen.add(found);
    }
  }
  return null;
}

/** Where a module imports another, which Node names by its path or as it is written. */
function importOf(name: string, path: string): Place | null {
  const found = importsOf(parse(path).program).find(({ value }) => value === name || value.startsWith(`${name}/`) || fileOf(value, path) === name);
  return found === undefined ? null : placeAt(path, readFileSync(path, "utf8"), found.start);
}

interface Import {
  readonly value: string;
  readonly start: number;
}

/** What a module imports before it runs. */
function importsOf(program: Syntax | null): readonly Import[] {
  return ((program?.["body"] ?? []) as readonly Syntax[]).flatMap(({ source }) => (isSyntax(source) && typeof source["value"] === "string" ? [{ value: source["value"], start: source.start }] : []));
}

/** A file that is imported by its place; null for a package. */
function fileOf(specifier: string, from: string): string | null {
  const isPlace = /^(\.{0,2}\/|file:)/.test(specifier);
  return isPlace && URL.canParse(specifier, pathToFileURL(from).href) ? fileURLToPath(new URL(specifier, pathToFileURL(from))) : null;
}

interface Parsed {
  readonly program: Syntax | null;
  /** where it is not JavaScript */
  readonly fault: Place | null;
}

/** The syntax of a module; of what is no file of JavaScript nothing is known. */
function parse(path: string): Parsed {
  if (!/\.m?js$/.test(path) || !existsSync(path)) return { program: null, fault: null };
  const text = readFileSync(path, "utf8");
  const acorn = late(() => require("acorn") as typeof Acorn);
  try {
    return { program: acorn.parse(text, { ecmaVersion: "latest", sourceType: "module" }) as unknown as Syntax, fault: null };
  } catch (error) {
    const { pos } = error as { readonly pos?: number };
    return { program: null, fault: pos === undefined ? null : placeAt(path, text, pos) };
  }
}

function placeAt(path: string, text: string, position: number): Place {
  const before = linesOf(text.slice(0, position));
  return { path, line: before.length, column: before.at(-1)!.length + 1, text: linesOf(text)[before.length - 1] ?? "" };
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|[\n\r]/);
}

function pathOf(file: string): string {
  return file.startsWith("file:") ? fileURLToPath(file) : file;
}
