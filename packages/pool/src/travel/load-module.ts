import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { isMainThread } from "node:worker_threads";
import { CaptureError, isError, late, whileImporting } from "@framepool/errors";
import { namedReasonOf, textOf } from "../reason.js";
import type { ModuleBody } from "./shipped.js";
import { shown, withinTime } from "./module-time.js";
import { isTypeScript, useTypeScript } from "./typescript.js";

/** A module by its URL, TypeScript included. Rejects with what the import rejects with. */
export async function importModule(url: string): Promise<Readonly<Record<string, unknown>>> {
  if (isTypeScript(url)) await useTypeScript();
  return (await late(() => import(url))) as Readonly<Record<string, unknown>>;
}

async function requireModule(url: string): Promise<Readonly<Record<string, unknown>>> {
  return late(() => createRequire(import.meta.url)(fileURLToPath(url)) as Readonly<Record<string, unknown>>);
}

/** A task's function, by its module and name. Rejects with a CaptureError that names both. */
export async function loadExport({ url, name, context, required }: ModuleBody): Promise<(...args: unknown[]) => unknown> {
  const loading = whileImporting(url, () => (required ? requireModule(url) : importModule(url)));
  // In line, the module may be the very script that waits for this call.
  const module = await (isMainThread ? withinTime(loading, url, name) : loading).catch((error: unknown) => {
    if (error instanceof CaptureError) throw error;
    throw new CaptureError(`${JSON.stringify(name)} of ${shown(url)} cannot be had: importing the module failed: ${messageOf(error)}`, { variable: name, file: url }, { cause: error });
  });
  const fn = exportNamed(module, name);
  if (typeof fn === "function") return fn as (...args: unknown[]) => unknown;
  const label = context ? `moduleTask needs a function: ` : "";
  if (fn !== undefined) throw new CaptureError(`${label}${JSON.stringify(name)} of ${shown(url)} is ${kindOf(fn)}`, { variable: name, file: url });
  const names = exportNames(module);
  const others = names.length === 0 ? "it exports nothing" : `it exports ${names.join(", ")}`;
  throw new CaptureError(`${shown(url)} has no export ${JSON.stringify(name)}; ${others}`, { variable: name, file: url });
}

function messageOf(error: unknown): string {
  return isError(error) ? namedReasonOf(error) : textOf(error);
}

/** What a module exports by a name, or undefined. A CommonJS module has its exports on `default` too, where Node cannot tell their names. */
export function exportNamed(module: Readonly<Record<string, unknown>>, name: string): unknown {
  if (name in module && !(name === "default" && isCommonJsDefault(module["default"]))) return module[name];
  const fallback = module["default"];
  return (typeof fallback === "object" || typeof fallback === "function") && fallback !== null ? Reflect.get(fallback, name) : undefined;
}

/** What CommonJS makes of a default export, that of a compiler or `exports.default = …`: the module's object, which holds it. */
function isCommonJsDefault(value: unknown): value is { readonly default: unknown } {
  return typeof value === "object" && value !== null && "default" in value;
}

function exportNames(module: Readonly<Record<string, unknown>>): string[] {
  const inner = module["default"];
  const more = typeof inner === "object" && inner !== null ? Object.keys(inner) : [];
  return [...new Set([...Object.keys(module), ...more])].filter((name) => name !== "module.exports" && name !== "__esModule");
}

function kindOf(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "an array" : `${typeof value === "object" ? "an" : "a"} ${typeof value}`;
}
