import { loadExport } from "./load-module.js";
import { compileSource } from "./compile-source.js";
import type { ModuleBody, SourceBody } from "./shipped.js";

/** The function, or the framepool class, that a body stands for. */
export async function loadBody(body: SourceBody | ModuleBody): Promise<(...args: unknown[]) => unknown> {
  return body.kind === "source" ? compileSource(body) : loadExport(body);
}
