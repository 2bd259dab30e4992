// npm run soak [effort]: the chaos and hostile suites, so many times as long as in `npm test` (20). What the runs with
// faults came to is printed, for docs/reliability.md.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "./run-step.mjs";

const effort = process.argv[2] ?? "20";
const scratch = mkdtempSync(join(tmpdir(), "framepool-soak-"));
const report = join(scratch, "figures.json");
process.env.SOAK = effort;
process.env.SOAK_REPORT = report;
process.exitCode = run(process.execPath, [join("node_modules", "vitest", "vitest.mjs"), "run", "packages/parallel/test/chaos", "packages/parallel/test/hostile", "packages/pool/test/hostile"]);
if (existsSync(report)) console.log(readFileSync(report, "utf8"));
rmSync(scratch, { recursive: true });
