// node main.mjs RUNS FOLDER: that many runs in which something goes wrong, in one process without anything around it; says
// what they came to, and what the process holds behind them beyond what it held behind the first ones.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { drawn, runChaos } from "./run.mjs";
import { Seeded } from "./seeded.mjs";
import { writeTable } from "./table.mjs";

const [runs, folder] = process.argv.slice(2);
/** No run may take longer: none of the faults holds anything up, but the machine may be busy. */
const MOST_MS = 20_000;
const EVENTS = ["exit", "SIGINT", "SIGTERM", "SIGHUP", "uncaughtException", "unhandledRejection", "warning"];

/** When the workers that a run has left for the next one are gone. */
async function held() {
  await new Promise((done) => setTimeout(done, 1500));
  const count = (path) => (existsSync(path) ? readdirSync(path).length : 0);
  return { files: count("/proc/self/fd"), threads: count("/proc/self/task"), ...Object.fromEntries(EVENTS.map((event) => [event, process.listenerCount(event)])) };
}

function tooLate() {
  return new Promise((_, reject) => setTimeout(() => reject(new Error(`it did not end within ${MOST_MS} ms`)), MOST_MS).unref());
}

const table = join(folder, "table");
await writeTable(table);
const figures = {};
const wrong = [];
let before;
for (let seed = 0; seed < Number(runs); seed++) {
  const random = new Seeded(seed);
  const chaos = drawn(random);
  if (chaos.fault === "disk full" && !existsSync("/dev/full")) continue;
  const started = performance.now();
  const figure = (figures[chaos.fault] ??= { answers: 0, errors: 0, slowestMs: 0 });
  try {
    const outcome = await Promise.race([runChaos(chaos, random, table, join(folder, `run-${seed}`)), tooLate()]);
    figure[outcome === "answer" ? "answers" : "errors"]++;
  } catch (error) {
    wrong.push(`seed ${seed} (${chaos.source} → ${chaos.sink}, ${chaos.fault} at ${chaos.row}, ${JSON.stringify(chaos.options)}): ${error.message}`);
  }
  figure.slowestMs = Math.max(figure.slowestMs, Math.round(performance.now() - started));
  // When all that is loaded once is loaded.
  if (seed === Math.min(60, Number(runs) >> 1)) before = await held();
}
const after = await held();
const more = Object.fromEntries(Object.entries(after).map(([what, count]) => [what, count - before[what]]));
console.log(JSON.stringify({ figures, wrong, more }));
