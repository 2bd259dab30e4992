import { createRequire } from "node:module";

/** TypeScript's own helpers, loaded when the first function needs one. */
export function tslib(): Readonly<Record<string, unknown>> {
  return createRequire(import.meta.url)("tslib") as Readonly<Record<string, unknown>>;
}
