import { statSync } from "node:fs";

/**
 * Loads a module when it is needed, `late(() => import("x"))`. Node's `realpath` looks at what was stat'ed last (`statValues`
 * in its lib/fs.js): where that was a pipe or a socket, it leaves links as they are, and with pnpm, which links every
 * package, a module that is loaded then does not find its own dependencies, or is a second copy of one that is loaded.
 */
export function late<T>(load: () => T): T {
  statSync(process.execPath);
  return load();
}
