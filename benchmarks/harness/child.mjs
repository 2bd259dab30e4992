// A contender's whole process: imports one adapter, runs one job, and says what it measured.
//   node child.mjs ADAPTER_URL JOB OPTIONS_AS_JSON
import { writeSync } from "node:fs";
import { digest } from "./digest.mjs";
import { writeReply } from "./reply.mjs";

const [adapter, job, json] = process.argv.slice(2);
const options = JSON.parse(json);
const reply = { stepMs: [], answer: null };

// Said at the very end, so that the peak is the peak, and so that a process which never ends by itself never answers.
process.on("exit", (code) => {
  if (code === 0) writeSync(1, writeReply({ ...reply, maxRss: process.resourceUsage().maxRSS * 1024 }));
});

const { jobs } = await import(adapter);
const inMemory = await jobs[job](options);
// A job on files is done now. One in memory has loaded its data and gives its step, to be repeated and timed from inside.
if (inMemory) {
  let result;
  for (let turn = 0; turn < options.repeat; turn++) {
    result = undefined;
    const from = performance.now();
    result = await inMemory.step();
    reply.stepMs.push(performance.now() - from);
    // What a step leaves behind is put away outside of its time.
    await inMemory.after?.();
  }
  reply.answer = digest(inMemory.column(result));
  await inMemory.end?.();
}
