// npm test: every check of the project, those that run no tests beside each other. The exit code is 0 only if all of them passed; the last line is
// `N passed, N failed`, where each test of vitest's own JSON report counts as one, and so does each check around them.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { install } from "./pnpm.mjs";
import { npmRun, npmRunBeside, run } from "./run-step.mjs";
import { secondNode } from "./second-node.mjs";

// What moves buffers between threads: the part that can differ between versions of Node.
const moving = ["arrow", "engine", "files", "late", "limits", "rows", "serial-parallel", "stages", "trouble"];
const onEveryNode = ["packages/pool", "packages/frame/test/transfer", ...moving.map((name) => `packages/parallel/test/${name}.test.ts`)];

const scratch = mkdtempSync(join(tmpdir(), "framepool-test-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
const started = performance.now();
const failures = [];
let passed = 0;
let failed = 0;
let skipped = 0;

/** Runs one check, prints what it is and how long it took, counts it. Gives whether it passed. */
function check(name, run) {
  console.log(`\n> ${name}`);
  const from = performance.now();
  return count(name, run() === 0, from);
}

/** Runs a check beside others, each of which keeps one core busy: what it prints comes at its end. */
async function checkBeside(name, script) {
  const from = performance.now();
  const { status, output } = await npmRunBeside(script);
  console.log(`\n> ${name}\n${output.trimEnd()}`);
  count(name, status === 0, from);
}

function count(name, ok, from) {
  if (ok) passed++;
  else {
    failed++;
    failures.push(name);
  }
  console.log(`${ok ? "ok" : "FAILED"}: ${name} (${seconds(from)} s)`);
  return ok;
}

/** Runs vitest, on another Node if one is given, and counts its tests one by one from its report. */
function unitTests(name, filters, node = process.execPath) {
  console.log(`\n> ${name}`);
  const report = join(scratch, `${name.replaceAll(/\W+/g, "-")}.json`);
  const args = ["run", ...filters, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const status = run(node, [join("node_modules", "vitest", "vitest.mjs"), ...args]);
  const before = failed;
  countReport(name, report);
  // A crash, an error outside any test, or no test at all: no test is to blame, the run itself is.
  if (status !== 0 && failed === before) {
    failed++;
    failures.push(`${name}: exit code ${status}`);
  }
}

function countReport(name, report) {
  let files;
  try {
    files = JSON.parse(readFileSync(report, "utf8")).testResults;
  } catch (error) {
    console.error(`${name}: no report to read: ${error.message}`);
    return;
  }
  for (const file of files) {
    for (const { status, fullName } of file.assertionResults) {
      if (status === "passed") passed++;
      else if (status === "failed") {
        failed++;
        failures.push(`${name}: ${fullName}`);
      } else {
        skipped++;
        console.log(`not run: ${fullName}`);
      }
    }
    // A file that could not even be loaded has no tests to count.
    if (file.status === "failed" && file.assertionResults.length === 0) {
      failed++;
      failures.push(`${name}: ${file.name}: ${file.message}`);
    }
  }
}

function seconds(from) {
  return ((performance.now() - from) / 1000).toFixed(1);
}

const ready = check("install", install) && check("compile", () => npmRun("compile"));
if (ready) {
  const others = async () => {
    await checkBeside("types of the tests", "types");
    await checkBeside("publint", "publint");
    await checkBeside("layer rules", "layers");
  };
  await Promise.all([checkBeside("lint", "lint"), others()]);
  unitTests(`tests on Node ${process.versions.node}`, []);
  console.log("\n> a second Node");
  const other = secondNode();
  if (other !== null) unitTests("tests on Node 24", onEveryNode, other);
} else {
  console.error("\nNothing else was run: there is nothing to test.");
}

for (const failure of failures) console.error(`FAILED: ${failure}`);
console.log(`\n${seconds(started)} s in all${skipped > 0 ? `; ${skipped} tests did not run, named above` : ""}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
