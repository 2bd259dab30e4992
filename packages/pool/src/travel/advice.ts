import type { ParsedFunction } from "../free-names/parse.js";
import { type Imported, importIn, isCommonJs } from "../free-names/imports.js";
import type { Syntax } from "../free-names/syntax.js";
import { textOf } from "../free-names/where.js";
import { isIdentifier } from "../is-identifier.js";
import type { Subject } from "./subject.js";
import { isTypeScript } from "./typescript.js";

/** A name that is to be captured, and what it is imported as, if it is. */
export interface Wanted {
  readonly name: string;
  readonly imported: Imported | null;
}

/** `task({ limit }, (part, { limit }) => …)` */
export function taskText(subject: Subject, parsed: ParsedFunction, wanted: readonly Wanted[]): string {
  const { node } = parsed;
  const params = node["params"] as readonly Syntax[];
  // Behind the argument stand the captures that there are already.
  const own = subject.captures.length > 0 ? params.slice(0, -1) : params;
  // And they stand right behind the arguments of the call, in the place of a parameter that is left out.
  const optional = own.findIndex(({ type }, i) => type === "RestElement" || (i > 0 && type === "AssignmentPattern"));
  const given = optional === -1 ? own : own.slice(0, optional);
  const written = textFrom(parsed, given[0], given.at(-1));
  const argument = written === "" || isLong(written) ? "part" : written;
  const all = [...subject.captures, ...wanted.map(({ name }) => name)].join(", ");
  const values = [...subject.captures, ...wanted.map(({ name, imported }) => (imported === null ? name : `${name}: perWorker(${loadText(imported)})`))].join(", ");
  return `task({ ${values} }, ${node["async"] === true ? "async " : ""}(${argument}, { ${all} }) => ${bodyText(parsed, own.slice(given.length))})`;
}

/** The parameters that are left out become variables of the body, with their defaults. */
function bodyText(parsed: ParsedFunction, optional: readonly Syntax[]): string {
  const written = textFrom(parsed, optional[0], optional.at(-1));
  return written === "" || isLong(written) || optional.some(({ type }) => type !== "AssignmentPattern") ? "…" : `{ let ${written}; … }`;
}

/** `async () => (await import("node:path")).basename` */
export function loadText({ from, export: name }: Imported): string {
  const module = `import(${JSON.stringify(from)})`;
  return name === "*" ? `() => ${module}` : `async () => (await ${module}).${name}`;
}

/** `const { basename } = await import("node:path")`, a line for each module. */
export function importText(wanted: readonly Wanted[]): string {
  const modules = new Map<string, { readonly name: string; readonly export: string }[]>();
  for (const { name, imported } of wanted) if (imported !== null) modules.set(imported.from, [...(modules.get(imported.from) ?? []), { name, export: imported.export }]);
  return [...modules].flatMap(([from, names]) => {
    const module = `await import(${JSON.stringify(from)})`;
    const parts = names.filter((each) => each.export !== "*").map((each) => (each.export === each.name ? each.name : `${each.export}: ${each.name}`));
    return [...names.filter((each) => each.export === "*").map(({ name }) => `const ${name} = ${module}`), ...(parts.length === 0 ? [] : [`const { ${parts.join(", ")} } = ${module}`])];
  }).map((line) => `  ${line}`).join("\n");
}

/** What a name is imported as by a file, where a capture of it could hardly travel: Node's functions and most packages' need what is around them. */
export function importedFrom(file: string | null, name: string, alias: string, member: string | null): Imported | null {
  const text = file === null ? null : textOf(file);
  if (text === null) return null;
  const found = importIn(text, name) ?? aliased(importIn(text, alias), member);
  // Functions of the user's own files may well stand by themselves, and exports of framepool travel by name.
  return found === null || /^[./]|^file:|^framepool$|^@framepool\//.test(found.from) ? null : found;
}

/** `node_path_1.basename`, where a compiler required all of the module. */
function aliased(found: Imported | null, member: string | null): Imported | null {
  return found === null || member === null ? found : { from: found.from, export: member };
}

export function moduleHint(subject: Subject, file: string | null): string {
  return isIdentifier(subject.fn.name) && subject.captures.length === 0 ? `\nor export ${subject.fn.name} from its file:\n  ${moduleTaskText(subject, file)}` : "";
}

/** `moduleTask<typeof work>(import.meta.url, "work")`, as it is written in a file of this kind. */
export function moduleTaskText({ fn, capturedBy }: Subject, file: string | null): string {
  const name = capturedBy ?? fn.name;
  const commonJs = file !== null && isCommonJs(file, textOf(file));
  if (!isIdentifier(name)) return `moduleTask(${commonJs ? 'require.resolve("./work.js")' : 'new URL("./work.js", import.meta.url)'}, "work")`;
  const typed = file !== null && isTypeScript(file) ? `<typeof ${name}>` : "";
  return `moduleTask${typed}(${commonJs ? "__filename" : "import.meta.url"}, ${JSON.stringify(name)})`;
}

export function textFrom({ text, shift }: ParsedFunction, first: Syntax | undefined, last: Syntax | undefined): string {
  return first === undefined || last === undefined ? "" : text.slice(first.start - shift, last.end - shift);
}

export function isLong(written: string): boolean {
  return written.length > 60 || written.includes("\n");
}
