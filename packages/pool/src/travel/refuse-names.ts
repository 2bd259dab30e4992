import { basename } from "node:path";
import { CaptureError } from "@framepool/errors";
import { originalName } from "../free-names/aliases.js";
import type { Bond, FreeName, Use } from "../free-names/find.js";
import type { ParsedFunction } from "../free-names/parse.js";
import type { Syntax } from "../free-names/syntax.js";
import { originalPlace, type Place, placeOf } from "../free-names/where.js";
import { isIdentifier } from "../is-identifier.js";
import { linesBefore, placeInScript } from "./place-in-script.js";
import { cannotSend, type Subject } from "./subject.js";

/** A name that is missing, as the user wrote it. */
interface Missing {
  readonly name: string;
  readonly place: Spot;
  readonly use: Use;
  /** what the compiler made of the name */
  readonly alias: string;
}

interface Spot {
  readonly file: string | null;
  /** from 1 */
  readonly line: number;
}

/** The error for `this`, `super`, a private name or `import.meta`. */
export function bondError(subject: Subject, parsed: ParsedFunction, { what, start }: Bond): CaptureError {
  const spot = spotOf(subject, parsed, start, placeOf(subject.fn));
  const used = `${cannotSend(subject)}: it uses ${what} (${show(spot)})`;
  return new CaptureError(`${used}${BOND_ADVICE[what]}`, { variable: what, ...spot });
}

const BOND_ADVICE: Readonly<Record<Bond["what"], string>> = {
  this: ", which does not travel. Give what it needs of it as a capture:\n  task({ limit: this.limit }, (part, { limit }) => …)",
  super: ", which belongs to its class. Write it as a function that stands by itself",
  "a private name": ", which only its class may use. Give the value as a capture:\n  task({ secret: this.#secret }, (part, { secret }) => …)",
  "import.meta": ", which belongs to its file. Give what it needs of it as a capture:\n  task({ url: import.meta.url }, (part, { url }) => …)",
};

/** The error for free names that a worker does not have: all of them at once, with the text to paste. */
export function missingError(subject: Subject, parsed: ParsedFunction, free: readonly FreeName[]): CaptureError {
  const place = placeOf(subject.fn);
  const missing = free.flatMap((each) => missingNames(subject, parsed, each, place)).sort((a, b) => a.use.start - b.use.start);
  const first = missing[0] as Missing;
  const facts = { variable: first.name, ...first.place };
  return new CaptureError(`${cannotSend(subject)}: ${sentence(subject, parsed, missing)}`, facts);
}

/** A free name's uses by what the user wrote there: one alias stands for everything that its module exports. */
function missingNames(subject: Subject, parsed: ParsedFunction, free: FreeName, place: Place | null): Missing[] {
  const found = new Map<string, Missing>();
  const isOnlyAsked = free.uses.every((use) => use.typeof);
  for (const use of free.uses) {
    if (use.typeof && !isOnlyAsked) continue;
    const at = place === null ? null : placeInScript(place, parsed, use.start - parsed.shift);
    const name = originalName(free, use, at);
    if (!found.has(name)) found.set(name, { name, place: spotOf(subject, parsed, use.start, place), use, alias: free.name });
  }
  return [...found.values()];
}

function sentence(subject: Subject, parsed: ParsedFunction, missing: readonly Missing[]): string {
  const written = missing.find(({ use }) => use.write);
  if (written !== undefined) {
    return `it assigns to ${written.name} (${show(written.place)}), which stays behind in the main thread. Return the value instead, and combine the results`;
  }
  const list = joined(missing.map(({ name, place }) => `${name} (${show(place)})`));
  const has = `it uses ${list}, which a worker does not have.`;
  const own = missing.find(({ alias }) => alias === "arguments");
  if (own !== undefined) return `it uses arguments (${show(own.place)}), which an arrow function has from around it. Name them: (...args) => …`;
  if (missing.some(({ name }) => name === "require" || name === "module")) {
    return `${has} Import inside the function, const { x } = await import("x"), or put it into a module:\n  ${moduleTaskText(subject)}`;
  }
  if (looksMinified(parsed, missing)) return `${has} Its code looks minified, which hides the real names: put it into a module that is not:\n  ${moduleTaskText(subject)}`;
  const itself = missing.find(({ name, use }) => use.called && name === subject.fn.name && parsed.node["id"] == null);
  if (itself !== undefined) return `${has}${ownNameAdvice(parsed, itself)}`;
  const names = [...new Set(missing.map(({ name }) => name))];
  if (subject.capturedBy !== null) {
    return `${has} Let ${subject.label} take ${names.length === 1 ? "it as an argument" : "them as arguments"}, or put it into a module with all that it uses:\n  ${moduleTaskText(subject)}`;
  }
  return `${has} Give ${names.length === 1 ? "it as a capture" : "them as captures"}:\n  ${taskText(subject, parsed, names)}${moduleHint(subject)}`;
}

/** `task({ limit }, (part, { limit }) => …)` */
function taskText(subject: Subject, parsed: ParsedFunction, names: readonly string[]): string {
  const { node } = parsed;
  const params = node["params"] as readonly Syntax[];
  // Behind the argument stand the captures that there are already.
  const own = subject.captures.length > 0 ? params.slice(0, -1) : params;
  // And they stand right behind the arguments of the call, in the place of a parameter that is left out.
  const optional = own.findIndex(({ type }, i) => type === "RestElement" || (i > 0 && type === "AssignmentPattern"));
  const given = optional === -1 ? own : own.slice(0, optional);
  const written = textFrom(parsed, given[0], given.at(-1));
  const argument = written === "" || isLong(written) ? "part" : written;
  const all = [...subject.captures, ...names].join(", ");
  return `task({ ${all} }, ${node["async"] === true ? "async " : ""}(${argument}, { ${all} }) => ${bodyText(parsed, own.slice(given.length))})`;
}

/** The parameters that are left out become variables of the body, with their defaults. */
function bodyText(parsed: ParsedFunction, optional: readonly Syntax[]): string {
  const written = textFrom(parsed, optional[0], optional.at(-1));
  return written === "" || isLong(written) || optional.some(({ type }) => type !== "AssignmentPattern") ? "…" : `{ let ${written}; … }`;
}

function textFrom({ text, shift }: ParsedFunction, first: Syntax | undefined, last: Syntax | undefined): string {
  return first === undefined || last === undefined ? "" : text.slice(first.start - shift, last.end - shift);
}

function isLong(written: string): boolean {
  return written.length > 60 || written.includes("\n");
}

/** An arrow function that calls itself does so by a variable, which stays behind; and it cannot be its own capture. */
function ownNameAdvice(parsed: ParsedFunction, { name }: Missing): string {
  const params = parsed.node["params"] as readonly Syntax[];
  const written = textFrom(parsed, params[0], params.at(-1));
  const head = `${parsed.node["async"] === true ? "async " : ""}function ${name}(${isLong(written) ? "…" : written}) { … }`;
  return ` If ${name} is this function itself, write it as a declaration, which takes its name along:\n  ${head}\nIf it is another, give it to this one by another name: task({ inner: ${name} }, …)`;
}

function moduleHint(subject: Subject): string {
  return isIdentifier(subject.fn.name) && subject.captures.length === 0 ? `\nor export ${subject.fn.name} from its file:\n  ${moduleTaskText(subject)}` : "";
}

function moduleTaskText({ fn, capturedBy }: Subject): string {
  const name = capturedBy ?? fn.name;
  return isIdentifier(name) ? `moduleTask<typeof ${name}>(import.meta.url, ${JSON.stringify(name)})` : 'moduleTask(new URL("./work.js", import.meta.url), "work")';
}

/** Every name that the function defines or misses has one or two letters. */
function looksMinified(parsed: ParsedFunction, missing: readonly Missing[]): boolean {
  if (!missing.every(({ name }) => name.length <= 2)) return false;
  return (parsed.node["params"] as readonly Syntax[]).every((param) => param.type !== "Identifier" || (param["name"] as string).length <= 2) && !/\n\s+\S/.test(parsed.text);
}

function spotOf(subject: Subject, parsed: ParsedFunction, start: number, place: Place | null): Spot {
  const offset = start - parsed.shift;
  if (place === null) return { file: subject.file, line: linesBefore(parsed.text, offset) + 1 };
  const { file, line } = originalPlace(placeInScript(place, parsed, offset));
  return { file, line: line + 1 };
}

function show({ file, line }: Spot): string {
  return file === null ? `line ${line}` : `${basename(file)}:${line}`;
}

function joined(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
