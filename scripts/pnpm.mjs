// Runs the pnpm that package.json pins, fetched by npx: nobody has to install it by hand.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root, run } from "./run-step.mjs";

const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** Runs `pnpm ...args` at the root. Gives its exit code. */
export function pnpm(...args) {
  return run("npx", ["--yes", packageManager, ...args]);
}

/** Installs exactly what the lockfile says; a second time costs a second. */
export function install() {
  return pnpm("install", "--frozen-lockfile", "--prefer-offline");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = pnpm(...process.argv.slice(2));
