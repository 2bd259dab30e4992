import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { FreeName } from "../free-names/find.js";

/** Whether a free name is what vite (so vitest too) makes of `import`. */
export function isViteImport(name: string): boolean {
  return name === "__vite_ssr_dynamic_import__" || name === "__vi_dynamic_import__";
}

/**
 * The text with vite's dynamic imports turned back into JavaScript's own.
 *
 * @param shift by how much positions of uses are greater than those of `text`
 */
export function plainImports(text: string, free: readonly FreeName[], shift: number): string {
  const uses = free.filter(({ name }) => isViteImport(name)).flatMap((each) => each.uses);
  // From the last to the first: what stands before keeps its position.
  for (const { start, end } of uses.sort((a, b) => b.start - a.start)) {
    const before = text.slice(0, start - shift);
    const after = text.slice(end - shift);
    text = `${before}import${after.replace(/^\(\s*("\/[^"]*")/, (_all, path: string) => `(${JSON.stringify(realPath(JSON.parse(path) as string))}`)}`;
  }
  return text;
}

/** Vite names files from its root, which is where it was started unless its configuration says otherwise. */
function realPath(path: string): string {
  const file = path.startsWith("/@fs/") ? path.slice("/@fs".length) : existsSync(path) ? path : join(process.cwd(), path);
  return existsSync(file) ? pathToFileURL(file).href : path;
}
