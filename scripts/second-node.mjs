// Moving buffers between threads differs between Node 20 and 24 (a pooled Buffer is copied silently, or throws), so that part
// of the tests runs on both. The npm package `node` carries the program itself; npx fetches it, into its own cache.
import { spawnSync } from "node:child_process";

const SECOND = "24.21.0";

/** Path of a Node 24, or null where this already is one or it cannot be had; says which. */
export function secondNode() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major >= 24) {
    console.log(`already on Node ${process.versions.node}: nothing to run a second time`);
    return null;
  }
  const { status, stdout, stderr, error } = spawnSync("npx", ["--yes", `--package=node@${SECOND}`, "-c", 'node -p "process.execPath"'], {
    encoding: "utf8",
    shell: process.platform === "win32",
    timeout: 180_000,
  });
  const path = stdout?.trim().split("\n").at(-1);
  if (!error && status === 0 && path && path !== process.execPath) return path;
  console.error(`\n!!! SKIPPED: node@${SECOND} could not be fetched, so nothing ran on Node 24.\n${error?.message ?? stderr}`);
  return null;
}
