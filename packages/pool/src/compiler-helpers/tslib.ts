import { createRequire } from "node:module";
import { late } from "@framepool/errors";

/** TypeScript's own helpers, loaded when the first function needs one. */
export function tslib(): Readonly<Record<string, unknown>> {
  return late(() => createRequire(import.meta.url)("tslib") as Readonly<Record<string, unknown>>);
}
