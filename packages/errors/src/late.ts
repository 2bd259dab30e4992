import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Loads a module when it is needed, `late(() => import("x"))`. Node's `realpath` looks at what was stat'ed last (`statValues`
 * in its lib/fs.js): where that was a pipe or a socket, it leaves links as they are, and with pnpm, which links every
 * package, a module that is loaded then does not find its own dependencies, or is a second copy of one that is loaded.
 */
export function late<T>(load: () => T): T {
  statFile();
  return load();
}

/** Any file will do that Node's permission model lets us see: it may be that of the project alone. */
function statFile(): void {
  try {
    statSync(process.execPath);
  } catch {
    statSync(fileURLToPath(import.meta.url));
  }
}
