// npm start: install, build, and do the project's main job on real input: the length of every passenger's name as a new column.
import { readFileSync, statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { install } from "./pnpm.mjs";
import { npmRun, root, run } from "./run-step.mjs";

const command = ["run", "datasets/name-length.mjs", "datasets/passengers.csv", "-o", "out/passengers-length.csv", "--workers", "2"];

function must(what, exitCode) {
  if (exitCode === 0) return;
  console.error(`\nnpm start: ${what} failed (exit code ${exitCode})`);
  process.exit(exitCode);
}

must("the installation", install());
must("the build", npmRun("compile"));
await mkdir(join(root, "out"), { recursive: true });

console.log(`\n> framepool ${command.join(" ")}`);
must("the job", run(process.execPath, [join("packages", "framepool", "bin", "framepool.js"), ...command]));

const written = join(root, "out", "passengers-length.csv");
const [header, ...rows] = readFileSync(written, "utf8").trimEnd().split("\n");
console.log(`\nout/passengers-length.csv: ${rows.length.toLocaleString("en")} passengers, ${statSync(written).size.toLocaleString("en")} bytes; its new last column is length_str`);
console.log([header, ...rows.slice(0, 3)].map((line) => `  ${line}`).join("\n"));
