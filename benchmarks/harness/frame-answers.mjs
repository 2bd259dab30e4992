// The right answers of the frame suites, worked out by frame-jobs.mjs once for a number of rows and kept beside the other data.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { frameData, frameJobs } from "../frame-jobs.mjs";
import { tableSums } from "./table-sums.mjs";

const folder = new URL("../data/", import.meta.url);

/** What decides an answer: another source makes another answer. */
const sources = ["../frame-jobs.mjs", "table-sums.mjs", ...["passenger-columns.mjs", "passenger.mjs", "random.mjs"].map((file) => `../../datasets/${file}`)].map((file) => new URL(file, import.meta.url));

/** Sums of the right table, by what contenders count. */
export function frameAnswers(rows, wanted) {
  const code = createHash("sha256");
  for (const source of sources) code.update(readFileSync(source));
  const file = new URL(`frame-${rows}-answers-${code.digest("hex").slice(0, 8)}.json`, folder);
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  for (const name of wanted) {
    if (Object.hasOwn(kept, name)) continue;
    const { columns, tickets } = frameData(name, rows);
    kept[name] = { table: tableSums(frameJobs[name].answer(columns, tickets), frameJobs[name].sums) };
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify(kept));
  return kept;
}
