import { basename } from "node:path";
import { CaptureError } from "@framepool/errors";
import { originalName } from "../free-names/aliases.js";
import type { Bond, FreeName, Use } from "../free-names/find.js";
import type { Imported } from "../free-names/imports.js";
import type { ParsedFunction } from "../free-names/parse.js";
import type { Syntax } from "../free-names/syntax.js";
import { lineOf, originalPlace, type Place, placeOf } from "../free-names/where.js";
import { importedFrom, importText, isLong, loadText, moduleHint, moduleTaskText, taskText, textFrom, type Wanted } from "./advice.js";
import { functionOfNode } from "./own-of-node.js";
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
  if (what === "this" && isWrapper(parsed)) {
    const made = "it is what a compiler made of an async function, whose code stands elsewhere. Let it compile to ES2017 or later, or put the function into a module";
    return new CaptureError(`${cannotSend(subject)}: ${made}:\n  ${moduleTaskText(subject, spot.file)}`, { variable: what, ...spot });
  }
  const used = `${cannotSend(subject)}: it uses ${what} (${show(spot)})`;
  return new CaptureError(`${used}${BOND_ADVICE[what]}`, { variable: what, ...spot });
}

/** `function work(_x) { return _work.apply(this, arguments); }`: Babel's, of an async function below ES2017. */
function isWrapper({ text }: ParsedFunction): boolean {
  return /^function\b[^{]*\{\s*return _\w+\.apply\(this, arguments\);?\s*\}$/.test(text);
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
  const own = functionOfNode(subject.fn, place?.file);
  if (own !== null) return new CaptureError(`${cannotSend(subject)}: ${ownOfNode(subject, own)}`, { variable: subject.fn.name, file: subject.file });
  const missing = free.flatMap((each) => missingNames(subject, parsed, each, place)).sort((a, b) => a.use.start - b.use.start);
  const first = missing[0] as Missing;
  const facts = { variable: first.name, ...first.place };
  return new CaptureError(`${cannotSend(subject)}: ${sentence(subject, parsed, missing, place)}`, facts);
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

function sentence(subject: Subject, parsed: ParsedFunction, missing: readonly Missing[], place: Place | null): string {
  const written = missing.find(({ use }) => use.write);
  if (written !== undefined) {
    return `it assigns to ${written.name} (${show(written.place)}), which stays behind in the main thread. Return the value instead, and combine the results`;
  }
  const list = joined(missing.map(({ name, place }) => `${name} (${show(place)})`));
  const has = `it uses ${list}, which a worker does not have.`;
  const { file } = (missing[0] as Missing).place;
  const own = missing.find(({ alias }) => alias === "arguments");
  if (own !== undefined) return `it uses arguments (${show(own.place)}), which an arrow function has from around it. Name them: (...args) => …`;
  if (missing.some(({ name }) => name === "require" || name === "module")) {
    return `${has} Import inside the function, const { x } = await import("x"), or put it into a module:\n  ${moduleTaskText(subject, file)}`;
  }
  if (missing.some(({ alias }) => COMPILED.test(alias))) {
    return `${has} Babel and SWC write such helpers into a file: let it compile to what Node runs as it is (ES2022), or put the function into a module:\n  ${moduleTaskText(subject, file)}`;
  }
  if (looksMinified(parsed, missing, place)) return `${has} Its code looks minified, which hides the real names: put it into a module that is not:\n  ${moduleTaskText(subject, file)}`;
  const itself = missing.find(({ name, use }) => use.called && name === subject.fn.name && parsed.node["id"] == null);
  if (itself !== undefined) return `${has}${ownNameAdvice(parsed, itself)}`;
  const wanted = [...new Map(missing.map(({ name, alias, use }) => [name, { name, imported: importedFrom(file, name, alias, use.member) }])).values()];
  if (wanted.every(({ imported }) => imported !== null)) return `${has}${importAdvice(subject, parsed, wanted, file)}`;
  if (subject.capturedBy !== null) {
    return `${has} Let ${subject.label} take ${wanted.length === 1 ? "it as an argument" : "them as arguments"}, or put it into a module with all that it uses:\n  ${moduleTaskText(subject, file)}`;
  }
  return `${has} Give ${wanted.length === 1 ? "it as a capture" : "them as captures"}:\n  ${taskText(subject, parsed, wanted)}${moduleHint(subject, file)}`;
}

/** How Babel and SWC call what they write into a file for newer syntax: `_objectSpread`, `_object_spread`. It may hold state, and so stays behind. */
const COMPILED =
  /^_(?:async_?(?:generator|iterator|to)|await_?async|call_?super|class_?(?:call|private|static)|create_?(?:class|for_?of|super)|define_?property|excluded|inherits|interop_?require|object_?(?:spread|without)|possible_?constructor|regenerator|sliced_?to|super_?prop|tagged_?template|to_?(?:consumable|primitive|property_?key)|using_?ctx|wrap_?(?:async|native|reg))/i;

function ownOfNode({ label, capturedBy }: Subject, own: Imported): string {
  const what = `it is Node's own, and needs what is around it in ${own.from}.`;
  if (capturedBy === null) return `${what} Import it in a function:\n  async (value) => (await import(${JSON.stringify(own.from)})).${own.export}(value)`;
  return `${what} Let every worker import it:\n  task({ ${label}: perWorker(${loadText(own)}) }, …)`;
}

/** What is imported cannot be captured as it is; what every worker imports for itself can. */
function importAdvice(subject: Subject, parsed: ParsedFunction, wanted: readonly Wanted[], file: string | null): string {
  const it = wanted.length === 1 ? "it" : "them";
  const inside = ` Import ${it} inside the function, where that may be async:\n${importText(wanted)}`;
  if (subject.capturedBy !== null) return `${inside}\nor put the task's function into a module with all that it uses:\n  ${moduleTaskText(subject, file)}`;
  return `${inside}\nor once in every worker, as ${wanted.length === 1 ? "a capture" : "captures"}:\n  ${taskText(subject, parsed, wanted)}${moduleHint(subject, file)}`;
}

/** An arrow function that calls itself does so by a variable, which stays behind; and it cannot be its own capture. */
function ownNameAdvice(parsed: ParsedFunction, { name }: Missing): string {
  const params = parsed.node["params"] as readonly Syntax[];
  const written = textFrom(parsed, params[0], params.at(-1));
  const head = `${parsed.node["async"] === true ? "async " : ""}function ${name}(${isLong(written) ? "…" : written}) { … }`;
  return ` If ${name} is this function itself, write it as a declaration, which takes its name along:\n  ${head}\nIf it is another, give it to this one by another name: task({ inner: ${name} }, …)`;
}

/** The line of a file is as long as no one writes it by hand, and every name that the function defines or misses has one or two letters. */
function looksMinified(parsed: ParsedFunction, missing: readonly Missing[], place: Place | null): boolean {
  if (place === null || (lineOf(place)?.length ?? 0) < MINIFIED_LINE || !missing.every(({ name }) => name.length <= 2)) return false;
  return (parsed.node["params"] as readonly Syntax[]).every((param) => param.type !== "Identifier" || (param["name"] as string).length <= 2) && !/\n\s+\S|, | => |; /.test(parsed.text);
}

const MINIFIED_LINE = 300;

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
