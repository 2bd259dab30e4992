import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import { ArgumentError } from "@framepool/errors";
import { textOf } from "../reason.js";
import { moduleForm } from "./forms.js";
import type { Asked, Task } from "./types.js";

/**
 * A function by the module that exports it: the worker imports the module and calls its export. The function may use
 * whatever its module imports, and the module may be TypeScript. It gets `ctx` behind its arguments.
 *
 * @param module `import.meta.url`, `__filename`, or `new URL("./work.ts", import.meta.url)`
 * @param name the export; `"default"` if left out
 * @throws ArgumentError if `module` is a relative path or a package's name
 * @example
 * import { isMainThread, moduleTask, Pool } from "@framepool/pool";
 *
 * export const double = (n: number): number => n * 2;
 *
 * if (isMainThread) {
 *   await using pool = new Pool(2);
 *   await pool.map(moduleTask<typeof double>(import.meta.url, "double"), [1, 2]); // → [ 2, 4 ]
 * }
 */
// A function's parameters can only be taken by `infer` from a type that allows any.
export function moduleTask<F extends (...args: never[]) => unknown = (...args: unknown[]) => unknown>(module: string | URL, name = "default"): Task<Asked<Parameters<F>>, ReturnType<F>> {
  if (typeof name !== "string" || name === "") throw new ArgumentError(`moduleTask needs an export's name, not ${JSON.stringify(name)}`);
  return moduleForm(moduleUrl(module), name) as unknown as Task<Asked<Parameters<F>>, ReturnType<F>>;
}

function moduleUrl(module: string | URL): string {
  if (module instanceof URL) return module.href;
  if (typeof module === "string") {
    if (/^(file|data):/.test(module)) return module;
    if (isAbsolute(module)) return pathToFileURL(module).href;
  }
  const text = typeof module === "string" ? module : textOf(module);
  const path = text.startsWith(".") ? text : "./work.js";
  throw new ArgumentError(
    `moduleTask needs the module as a file URL or an absolute path, not ${JSON.stringify(text)}: ` +
      `use import.meta.url, __filename, or new URL(${JSON.stringify(path)}, import.meta.url)`,
  );
}
