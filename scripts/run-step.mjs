// Runs one program of the workspace in the foreground, at the root. Arguments go as a list, so that a path may hold spaces.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** Runs `command ...args` with the terminal passed through. Gives the exit code; a signal counts as 1. */
export function run(command, args) {
  // npm and npx are batch files on Windows, which only a shell can start.
  const shell = process.platform === "win32" && command !== process.execPath;
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit", shell });
  if (error) throw error;
  return status ?? 1;
}

/** Runs a script of the root's package.json. */
export function npmRun(script) {
  return run("npm", ["run", "--silent", script]);
}
