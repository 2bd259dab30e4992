import { type FreeName, type Findings, findFreeNames } from "../free-names/find.js";
import { isWorkerGlobal } from "../free-names/globals.js";
import { helperOf } from "../free-names/helpers.js";
import { type ParsedFunction, parseFunction } from "../free-names/parse.js";
import { hasSourceMap, originalPlace, type Position, positionOf } from "../free-names/where.js";
import { refuseForeign, refuseKind, unreadable } from "./refuse-form.js";
import { bondError, missingError } from "./refuse-names.js";
import type { HelperName, SourceBody } from "./shipped.js";
import type { Subject } from "./subject.js";

/** A function as its own source, checked: throws CaptureError for whatever ties it to this thread. */
export function sourceBody(subject: Subject): SourceBody {
  const { fn, file } = subject;
  const text = Function.prototype.toString.call(fn);
  refuseForeign(subject, text);
  // Only a plain sloppy function has an own property of this name.
  const parsed = parseFunction(text, Object.hasOwn(fn, "arguments"));
  if (parsed === null) throw unreadable(subject);
  refuseKind(subject, parsed);
  const found = findFreeNames(parsed);
  const bond = found.bonds[0];
  if (bond !== undefined) throw bondError(subject, parsed, bond);
  const helpers: HelperName[] = [];
  const missing = found.free.filter((free) => !isAvailable(free, text, helpers));
  if (missing.length > 0) throw missingError(subject, parsed, missing);
  return {
    kind: "source",
    source: expressionOf(parsed, found, fn.name),
    strict: parsed.strict,
    helpers,
    file,
    imports: found.imports || found.free.some(({ name }) => isDynamicImport(name)),
    ...positions(fn, file),
  };
}

function isAvailable(free: FreeName, text: string, helpers: HelperName[]): boolean {
  if (isDynamicImport(free.name) || free.uses.every((use) => use.typeof)) return true;
  const helper = helperOf(free, text);
  if (helper !== null) helpers.push(helper);
  if (helper !== null) return true;
  return isWorkerGlobal(free.name) && !free.uses.some((use) => use.write);
}

/** What vite makes of `import`. */
function isDynamicImport(name: string): boolean {
  return name === "__vite_ssr_dynamic_import__" || name === "__vi_dynamic_import__";
}

/** An expression that gives the function. A method becomes an object's, so that its name and its `async` stay as they are. */
function expressionOf(parsed: ParsedFunction, { free }: Findings, name: string): string {
  const { shift, node, kind } = parsed;
  let { text } = parsed;
  for (const { name: alias, uses } of free) {
    if (!isDynamicImport(alias)) continue;
    // Padded: the columns behind it stay where they are.
    for (const { start, end } of uses) text = `${text.slice(0, start - shift)}${"import".padEnd(end - start)}${text.slice(end - shift)}`;
  }
  if (kind !== "method") return text;
  const key = JSON.stringify(name);
  const async = node["async"] === true ? "async " : "";
  const star = node["generator"] === true ? "*" : "";
  return `({ ${async}${star}[${key}]${text.slice(node.start - shift)} })[${key}]`;
}

function positions(fn: Subject["fn"], file: string | null): Position & { original: Position | null } {
  const position = file === null ? null : positionOf(fn);
  if (file === null || position === null) return { line: 0, column: 0, original: null };
  const original = hasSourceMap(file) ? originalPlace({ file, ...position }) : null;
  return { ...position, original: original?.mapped === true ? { line: original.line, column: original.column } : null };
}
