// node benchmarks/run.mjs SUITE [--rows N] [--rounds N] [--workers N] [--only a,b] [--timeout SECONDS]
import { rmSync, statSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { expectedAnswers, taskAnswers } from "./harness/answers.mjs";
import { passengers } from "./harness/data.mjs";
import { familyTable } from "./harness/family-table.mjs";
import { fileAnswers } from "./harness/file-answers.mjs";
import { frameAnswers } from "./harness/frame-answers.mjs";
import { memoryFolder } from "./harness/memory-folder.mjs";
import { updateReadme } from "./harness/readme.mjs";
import { keepResults, keptResults } from "./harness/results-file.mjs";
import { runSuite } from "./harness/run-suite.mjs";
import { resultTable } from "./harness/table.mjs";
import { judgeTargets } from "./harness/targets.mjs";
import { families, libraries, suites } from "./suites.mjs";

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
const numbers = { ...(values.rows === undefined ? {} : { rows: Number(values.rows) }), rounds: Number(values.rounds), workers: Number(values.workers), timeout: Number(values.timeout) };
const cleanUp = [];
process.on("exit", () => cleanUp.forEach((folder) => rmSync(folder, { recursive: true, force: true })));
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));

const problem = usageProblem();
if (problem !== null) {
  console.error(`${problem}\nusage: node benchmarks/run.mjs SUITE [--rows N] [--rounds N] [--workers N] [--only a,b] [--timeout SECONDS]`);
  for (const [each, { title, contenders }] of Object.entries(suites)) console.error(`  ${each}: ${title}\n    ${contenders.map((contender) => contender.name).join(", ")}`);
  process.exit(2);
}
const { rounds, workers } = numbers;
for (const each of suitesOf(name)) await measure(each, numbers.rows ?? suites[each].rows);

/** Runs one suite, prints its table, and keeps what was measured. */
async function measure(name, rows) {
  const whole = suites[name];
  const suite = wanted ? { ...whole, contenders: whole.contenders.filter((contender) => wanted.includes(contender.name)) } : whole;
  if (suite.answer !== "tasks") console.error(`${name}: ${rows.toLocaleString("en")} rows; the input and its answers are made once and kept`);
  const { input, expected } = await inputOf(suite, rows);
  // There is one output at a time: the input and a few short columns more.
  const { folder, inMemory } = memoryFolder(suite.answer === "file" || suite.answer === "result" ? 1.5 * statSync(input).size : 0);
  cleanUp.push(folder);
  const results = await runSuite(suite, { libraries, input, rows, expected, folder, rounds, workers, timeout: numbers.timeout * 1000, say: (line) => console.error(line) });

  const machine = { date: new Date().toISOString().slice(0, 10), node: process.version, platform: `${process.platform} ${process.arch}`, cpu: cpus()[0]?.model ?? "unknown", cores: availableParallelism(), outputInMemory: inMemory };
  const versions = Object.fromEntries([...new Set(suite.contenders.map(({ library }) => library))].map((each) => [libraries[each].name, libraries[each].version()]));
  const judged = judgeTargets(suite, results, { rows, kept: (others) => keptResults(name, others) });
  const table = resultTable({ suite, results, judged });
  console.log(`\n## ${suite.title}\n\n${table}`);

  if (wanted) {
    console.error("\nNot all contenders ran, so neither results/ nor README.md was changed.");
  } else {
    const record = { suite: name, rows, rounds, workers, machine, versions, targets: judged, results };
    keepResults(record);
    const [key, section] = suite.family === undefined ? [name, sectionOf(suite, record, table)] : [suite.family, familySection(suite.family, rows)];
    updateReadme(fileURLToPath(new URL("README.md", import.meta.url)), `${key} ${rows}`, section);
  }
  if (results.some(({ status }) => status === "FAILED" || status === "WRONG")) console.error("\nSome contenders have no figure; the table says why.");
}

/** What a suite's contenders are given, and the answers that they are held to. */
async function inputOf({ answer, contenders }, rows) {
  const counts = [...new Set(contenders.map((contender) => contender.counts))];
  if (answer === "tasks") return { input: null, expected: taskAnswers(rows, workers) };
  if (answer === "table") return { input: null, expected: frameAnswers(rows, counts) };
  const input = await passengers(rows);
  return { input, expected: await (answer === "result" ? fileAnswers : expectedAnswers)(input, counts) };
}

/** The suite of that name, or all of a family. */
function suitesOf(name) {
  return name === undefined ? [] : Object.keys(suites).filter((each) => each === name || suites[each].family === name);
}

function usageProblem() {
  const named = suitesOf(name);
  if (named.length === 0) return name === undefined ? "Which suite?" : `There is no suite "${name}".`;
  for (const [option, value] of Object.entries(numbers)) if (!Number.isSafeInteger(value) || value < 1) return `--${option} wants a whole number from 1.`;
  const unknown = wanted?.find((each) => !named.some((suite) => suites[suite].contenders.some((contender) => contender.name === each)));
  return unknown === undefined ? null : `Suite ${name} has no contender "${unknown}".`;
}

function sectionOf({ title, about }, record, table) {
  const disk = record.machine.outputInMemory ? "" : " Output went to a disk.";
  return `### ${record.suite}: ${title}, ${record.rows.toLocaleString("en")} rows\n\n${about} Medians; ${whereOf(record)}.${disk}\n\n${table}\n\n${versionsOf([record])}`;
}

/** The table of a family: of each suite what was kept the last time, so that they need not all run at once. */
function familySection(family, rows) {
  const runs = suitesOf(family).flatMap((each) => {
    const kept = keptResults(each, rows);
    return kept === null ? [] : [{ suite: suites[each], kept }];
  });
  const records = runs.map(({ kept }) => kept);
  const where = [...new Set(records.map(whereOf))].join(", and ");
  const { title, about } = families[family];
  return `### ${family}: ${title}, ${rows.toLocaleString("en")} rows\n\n${about} Medians; ${where}.\n\n${familyTable(runs)}\n\n${versionsOf(records)}`;
}

function whereOf({ machine, workers, rounds }) {
  return `${machine.platform}, ${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, ${workers} workers, ${rounds} rounds, ${machine.date}`;
}

function versionsOf(records) {
  const versions = Object.assign({}, ...records.map((record) => record.versions));
  return `Versions: ${Object.entries(versions).map(([library, version]) => `${library} ${version}`).join("; ")}.`;
}
