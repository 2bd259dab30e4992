// Runs the pnpm that package.json pins, fetched by npx: nobody has to install it by hand.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const { packageManager } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

/** Runs `pnpm ...args` at the root and ends the process with its exit code if that is not 0. */
export function pnpm(...args) {
  const { status, error } = spawnSync("npx", ["--yes", packageManager, ...args], { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) pnpm(...process.argv.slice(2));
