import { builtinModules, createRequire } from "node:module";
import type { Imported } from "../free-names/imports.js";
import type { SourceFunction } from "./subject.js";

const require = createRequire(import.meta.url);

/** The module of Node's that a captured value is, by the name that it most likely has; null for other values. */
export function moduleOfNode(name: string, value: unknown): Imported | null {
  // One that is loaded for nothing may print that it is experimental; data has no functions.
  if (typeof value !== "object" || value === null || !builtinModules.includes(name) || !Object.values(value).some((each) => typeof each === "function")) return null;
  const module: unknown = require(name);
  if (value === module) return { from: `node:${name}`, export: "default" };
  return Reflect.get(value, "default") === module ? { from: `node:${name}`, export: "*" } : null;
}

/** Where a function of Node's own can be imported from; null for one that no module exports under its name. */
export function functionOfNode(fn: SourceFunction, file: string | undefined): Imported | null {
  if (file === undefined || !file.startsWith("node:") || !builtinModules.includes(file.slice("node:".length))) return null;
  return Reflect.get(require(file) as object, fn.name) === fn ? { from: file, export: fn.name } : null;
}
