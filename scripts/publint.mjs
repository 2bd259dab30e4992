// Checks every package that can be published as an installer sees it; any message of publint is a failure.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { root } from "./run-step.mjs";

const packages = join(root, "packages");
let failed = 0;
for (const folder of readdirSync(packages)) {
  const pkgDir = join(packages, folder);
  const manifest = JSON.parse(readFileSync(join(pkgDir, "package.json"), "utf8"));
  const { messages } = await publint({ pkgDir, level: "suggestion", strict: true, pack: "npm" });
  for (const message of messages) console.error(`${manifest.name}: ${message.type}: ${formatMessage(message, manifest)}`);
  if (messages.length > 0) failed++;
  else console.log(`${manifest.name}: fine`);
}
process.exitCode = failed === 0 ? 0 : 1;
