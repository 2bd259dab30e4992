// A contender's whole process: imports one adapter, runs one job, and says what it measured.
//   node child.mjs ADAPTER_URL JOB OPTIONS_AS_JSON
import { writeSync } from "node:fs";
import { digest } from "./digest.mjs";
import { peakRss } from "./peak.mjs";
import { writeReply } from "./reply.mjs";

const [adapter, job, json] = process.argv.slice(2);
const options = JSON.parse(json);
const reply = { stepMs: [], answer: null };

// Said at the very end, so that the peak is the peak, and so that a process which never ends by itself never answers.
process.on("exit", (code) => {
  if (code === 0) writeSync(1, writeReply({ ...reply, maxRss: peakRss() }));
});

const { jobs } = await import(adapter);
const outcome = await jobs[job](options);
// A job from file to file is done now, one that read cells gives their sums, one that ends in a small table its columns. One in memory has loaded its data and gives its
// step, to be repeated and timed from inside.
if (outcome?.cells) reply.answer = outcome.cells;
if (outcome?.columns) reply.answer = outcome.columns;
if (outcome?.step) {
  let result;
  for (let turn = 0; turn < options.repeat; turn++) {
    result = undefined;
    const from = performance.now();
    result = await outcome.step();
    reply.stepMs.push(performance.now() - from);
    // What a step leaves behind is put away outside of its time.
    await outcome.after?.();
  }
  reply.answer = outcome.sums?.(result) ?? digest(outcome.column(result));
  await outcome.end?.();
}
