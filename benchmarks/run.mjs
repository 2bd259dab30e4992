// node benchmarks/run.mjs SUITE [--rows N] [--rounds N] [--workers N] [--only a,b] [--timeout SECONDS]
import { rmSync, statSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { expectedAnswers, taskAnswers } from "./harness/answers.mjs";
import { passengers } from "./harness/data.mjs";
import { memoryFolder } from "./harness/memory-folder.mjs";
import { updateReadme } from "./harness/readme.mjs";
import { keepResults, keptResults } from "./harness/results-file.mjs";
import { runSuite } from "./harness/run-suite.mjs";
import { resultTable } from "./harness/table.mjs";
import { judgeTargets } from "./harness/targets.mjs";
import { libraries, suites } from "./suites.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: "string" },
    rounds: { type: "string", default: "5" },
    workers: { type: "string", default: "2" },
    only: { type: "string" },
    timeout: { type: "string", default: "900" },
  },
});

const [name] = positionals;
const wanted = values.only?.split(",");
const numbers = { rows: Number(values.rows ?? suites[name]?.rows), rounds: Number(values.rounds), workers: Number(values.workers), timeout: Number(values.timeout) };
const problem = usageProblem();
if (problem !== null) {
  console.error(`${problem}\nusage: node benchmarks/run.mjs SUITE [--rows N] [--rounds N] [--workers N] [--only a,b] [--timeout SECONDS]`);
  for (const [each, { title, contenders }] of Object.entries(suites)) console.error(`  ${each}: ${title}\n    ${contenders.map((contender) => contender.name).join(", ")}`);
  process.exit(2);
}
const { rows, rounds, workers } = numbers;
const whole = suites[name];
const suite = wanted ? { ...whole, contenders: whole.contenders.filter((contender) => wanted.includes(contender.name)) } : whole;

const isTasks = suite.answer === "tasks";
if (!isTasks) console.error(`${rows.toLocaleString("en")} rows; the input and its answers are made once and kept`);
const input = isTasks ? null : await passengers(rows);
const expected = isTasks ? taskAnswers(rows, workers) : await expectedAnswers(input, [...new Set(suite.contenders.map(({ counts }) => counts))]);
// There is one output at a time: the input and a few short columns more.
const { folder, inMemory } = memoryFolder(suite.answer === "file" ? 1.5 * statSync(input).size : 0);
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));

const results = await runSuite(suite, { libraries, input, rows, expected, folder, rounds, workers, timeout: numbers.timeout * 1000, say: (line) => console.error(line) });

const machine = { date: new Date().toISOString().slice(0, 10), node: process.version, platform: `${process.platform} ${process.arch}`, cpu: cpus()[0]?.model ?? "unknown", cores: availableParallelism(), outputInMemory: inMemory };
const versions = Object.fromEntries([...new Set(suite.contenders.map(({ library }) => library))].map((each) => [libraries[each].name, libraries[each].version()]));
const judged = judgeTargets(suite, results, { rows, kept: (others) => keptResults(name, others) });
const table = resultTable({ suite, results, judged });
console.log(`\n## ${suite.title}\n\n${table}`);

if (wanted) {
  console.error("\nNot all contenders ran, so neither results/ nor README.md was changed.");
} else {
  keepResults({ suite: name, rows, rounds, workers, machine, versions, targets: judged, results });
  updateReadme(fileURLToPath(new URL("README.md", import.meta.url)), `${name} ${rows}`, readmeSection());
}
if (results.some(({ status }) => status === "FAILED" || status === "WRONG")) console.error("\nSome contenders have no figure; the table says why.");

function usageProblem() {
  if (!Object.hasOwn(suites, name ?? "")) return name === undefined ? "Which suite?" : `There is no suite "${name}".`;
  for (const [option, value] of Object.entries(numbers)) if (!Number.isSafeInteger(value) || value < 1) return `--${option} wants a whole number from 1.`;
  const unknown = wanted?.find((each) => !suites[name].contenders.some((contender) => contender.name === each));
  return unknown === undefined ? null : `Suite ${name} has no contender "${unknown}".`;
}

function readmeSection() {
  const where = `${machine.platform}, ${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, ${workers} workers, ${rounds} rounds, ${machine.date}`;
  const which = Object.entries(versions).map(([library, version]) => `${library} ${version}`).join("; ");
  const disk = inMemory ? "" : " Output went to a disk.";
  return `### ${name}: ${suite.title}, ${rows.toLocaleString("en")} rows\n\n${suite.about} Medians; ${where}.${disk}\n\n${table}\n\nVersions: ${which}.`;
}
