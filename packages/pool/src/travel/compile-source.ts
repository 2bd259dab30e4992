import { createRequire, findSourceMap } from "node:module";
import { constants, Script } from "node:vm";
import { helperValues } from "../compiler-helpers/helper-values.js";
import type { SourceBody } from "./shipped.js";
import { isTypeScript, useTypeScript } from "./typescript.js";

/** The function of a source, made in this isolate's own realm: it throws this realm's errors and makes its arrays. */
export async function compileSource(body: SourceBody): Promise<(...args: unknown[]) => unknown> {
  // What the function imports was meant for the loader of the file that it was written in.
  const loads = body.imports || body.helpers.some(({ library }) => library === "require");
  if (loads && body.file !== null && isTypeScript(body.file)) await useTypeScript();
  return compileNow(body);
}

function compileNow({ source, strict, helpers, file, stackFile, imports, position, original }: SourceBody): (...args: unknown[]) => unknown {
  const names = helpers.map(({ local }) => local).join(", ");
  const head = `${strict ? '"use strict"; ' : ""}${names === "" ? "(" : `(({ ${names} }) => (`}`;
  const code = `${head}${source}\n${names === "" ? ")" : "))"}`;
  // Node translates positions of a file whose source map it has; here those of the running text are right.
  const at = original !== null && (file === null || findSourceMap(file) === undefined) ? original : position;
  const options = { filename: stackFile, lineOffset: at.line, columnOffset: at.column - head.length };
  const script = imports ? importingScript(code, options) : new Script(code, options);
  const made: unknown = script.runInThisContext();
  if (names === "") return made as (...args: unknown[]) => unknown;
  const require = createRequire(file ?? import.meta.url);
  return (made as (values: object) => (...args: unknown[]) => unknown)(helperValues(helpers, require));
}

let announced = false;

/** `import("x")` in the code goes to Node's own loader, from the script's file name. */
function importingScript(code: string, options: ScriptOptions): Script {
  if (!announced) spendWarning();
  announced = true;
  return new Script(code, { ...options, importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER });
}

/**
 * The constant is Node's documented way and works from 20 to 24, but its first import prints a warning, about which a user
 * can do nothing: here an import of no effect, while nothing is printed.
 */
function spendWarning(): void {
  const emitWarning = Object.getOwnPropertyDescriptor(process, "emitWarning");
  Object.defineProperty(process, "emitWarning", { value: () => undefined, configurable: true, writable: true });
  try {
    new Script('void import("node:vm")', { importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER }).runInThisContext();
  } finally {
    if (emitWarning === undefined) Reflect.deleteProperty(process, "emitWarning");
    else Object.defineProperty(process, "emitWarning", emitWarning);
  }
}

interface ScriptOptions {
  readonly filename: string;
  readonly lineOffset: number;
  readonly columnOffset: number;
}
