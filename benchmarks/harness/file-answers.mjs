// The right answers of the file suites, worked out by file-jobs.mjs of a file once and kept beside it, and what contenders gave held against them.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileJobs, recordNumbers } from "../file-jobs.mjs";
import { records } from "./answers.mjs";
import { hashOf } from "./check.mjs";
import { tableSums, TableSums, wrongTable } from "./table-sums.mjs";

/** What decides an answer: another source makes another answer. */
const sources = ["../file-jobs.mjs", "table-sums.mjs", "../../datasets/ports.csv"].map((file) => new URL(file, import.meta.url));

/** Sums of the right results over one file of passengers, by what contenders count. */
export async function fileAnswers(input, wanted) {
  const code = createHash("sha256");
  for (const source of sources) code.update(readFileSync(source));
  const file = `${input}.file-answers-${code.digest("hex").slice(0, 8)}.json`;
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const missing = wanted.filter((name) => !Object.hasOwn(kept, name));
  if (missing.length === 0) return kept;
  const makers = missing.map((name) => fileJobs[name].answer(fileJobs[name].sums));
  let header = true;
  for await (const cells of records(input)) {
    if (!header) for (const maker of makers) maker.add(cells);
    header = false;
  }
  missing.forEach((name, at) => (kept[name] = { table: makers[at].answer() }));
  writeFileSync(file, JSON.stringify(kept));
  return kept;
}

/** By the answers of a run, what is wrong with files, by job and hash: the same bytes are parsed once a run, not each round. */
const judged = new WeakMap();

/** What is wrong with a result, or null: of a table the columns that a contender gave, else the file that it wrote. */
export async function checkResult(columns, output, expected, job) {
  const { sums, written = false } = fileJobs[job];
  if (!written) return { wrong: wrongTable(columns === null ? null : tableSums(columns, sums), expected[job].table) };
  if (!existsSync(output)) return { wrong: "no output file" };
  const sha256 = await hashOf(output);
  if (!judged.has(expected)) judged.set(expected, new Map());
  const known = judged.get(expected);
  const key = `${job} ${sha256}`;
  if (!known.has(key)) known.set(key, await whatIsWrong(output, sums, expected[job].table));
  return { sha256, wrong: known.get(key) };
}

async function whatIsWrong(output, how, expected) {
  let sums = null;
  let numbersOf = null;
  try {
    for await (const cells of records(output)) {
      if (sums === null) {
        sums = new TableSums(cells, how);
        numbersOf = recordNumbers(cells);
      } else if (cells.length === sums.columns.length) sums.add(numbersOf(cells));
      else return `a row of ${cells.length} cells: ${JSON.stringify(cells)}`;
    }
  } catch (error) {
    return error.message;
  }
  return wrongTable(sums?.columns, expected);
}
