// Runs one program of the workspace in the foreground, at the root. Arguments go as a list, so that a path may hold spaces.
import { spawn, spawnSync } from "node:child_process";
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

/** Runs `npm run script` beside others. Gives the exit code, and what it printed. */
export function npmRunBeside(script) {
  return new Promise((resolve, reject) => {
    const child = spawn("npm", ["run", "--silent", script], { cwd: root, stdio: ["ignore", "pipe", "pipe"], shell: process.platform === "win32" });
    const printed = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => printed.push(bytes));
    child.once("error", reject);
    child.once("close", (status) => resolve({ status: status ?? 1, output: Buffer.concat(printed).toString() }));
  });
}

/** Runs a script of the root's package.json. */
export function npmRun(script) {
  return run("npm", ["run", "--silent", script]);
}
