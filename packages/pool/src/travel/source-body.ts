import { type FreeName, type Findings, findFreeNames } from "../free-names/find.js";
import { isWorkerGlobal } from "../free-names/globals.js";
import { helperOf } from "../free-names/helpers.js";
import { isDefinedAround } from "../free-names/where.js";
import { type ParsedFunction, parseFunction } from "../free-names/parse.js";
import { refuseForeign, refuseKind, unreadable } from "./refuse-form.js";
import { bondError, missingError } from "./refuse-names.js";
import { sourcePlace } from "./source-place.js";
import type { HelperName, SourceBody } from "./shipped.js";
import type { SourceFunction, Subject } from "./subject.js";
import { isViteImport, plainImports } from "./vite-imports.js";

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
  const bond = found.bonds.find(({ what }) => what !== "this" || subject.hasThis !== true);
  if (bond !== undefined) throw bondError(subject, parsed, bond);
  const helpers: HelperName[] = [];
  const missing = found.free.filter((free) => !isAvailable(free, fn, text, helpers));
  if (missing.length > 0) throw missingError(subject, parsed, missing);
  return {
    kind: "source",
    source: expressionOf(parsed, found, fn.name),
    strict: parsed.strict,
    helpers,
    file,
    imports: found.imports || found.free.some(({ name }) => isViteImport(name)),
    ...sourcePlace(parsed, subject),
  };
}

/** `typeof require` asks what kind of place this is, and a worker may answer for itself. */
function isAskedOfThePlace(name: string): boolean {
  return isWorkerGlobal(name) || MODULE_NAMES.has(name);
}

const MODULE_NAMES = new Set(["require", "module", "exports", "__filename", "__dirname"]);

function isAvailable(free: FreeName, fn: SourceFunction, text: string, helpers: HelperName[]): boolean {
  if (isViteImport(free.name)) return true;
  if (free.uses.every((use) => use.typeof)) return isAskedOfThePlace(free.name) || !isDefinedAround(fn, free.name);
  const helper = helperOf(free, text);
  if (helper !== null) helpers.push(helper);
  if (helper !== null) return true;
  return isWorkerGlobal(free.name) && !free.uses.some((use) => use.write);
}

/** An expression that gives the function. A method becomes an object's, so that its name and its `async` stay as they are. */
function expressionOf(parsed: ParsedFunction, { free }: Findings, name: string): string {
  const { shift, node, kind } = parsed;
  // Columns behind such an import are no longer exact.
  const text = plainImports(parsed.text, free, shift);
  if (kind !== "method") return text;
  const key = JSON.stringify(name);
  const async = node["async"] === true ? "async " : "";
  const star = node["generator"] === true ? "*" : "";
  return `({ ${async}${star}[${key}]${text.slice(parsed.anchor)} })[${key}]`;
}
