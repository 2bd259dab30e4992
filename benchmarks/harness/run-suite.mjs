import { rmSync } from "node:fs";
import { join } from "node:path";
import { wrongDigest, wrongFile } from "./check.mjs";
import { runContender } from "./run-contender.mjs";
import { median } from "./statistics.mjs";

/**
 * Runs a suite: round after round, every contender once a round in the same order (A B C A B C …), so that a machine which
 * slows down slows all of them. One that fails or answers wrongly is out, with its reason, and the others go on.
 *
 * Gives one result a contender, in the suite's order: `{ name, label, status, reason, samples, wallMs, stepMs, firstStepMs, maxRss }`;
 *   `status` is "ok", "WRONG", "FAILED" or "absent", times are medians in ms, maxRss is the highest in bytes
 *
 * @param {Record<string, any>} suite
 * @param {Record<string, any>} options  what it runs on and with; `say(line)` is told what happens while it happens
 * @returns {Promise<Record<string, any>[]>}
 */
export async function runSuite(suite, options) {
  const { libraries, input, rows, expected, folder, rounds, workers, timeout, say = () => {} } = options;
  const results = suite.contenders.map((contender) => {
    const reason = libraries[contender.library].missing?.(contender.job) ?? null;
    if (reason !== null) say(`!!! ${contender.name} is SKIPPED: ${reason}`);
    return { ...contender, status: reason === null ? "ok" : "absent", reason, samples: [] };
  });
  for (let round = 1; round <= rounds; round++) {
    for (const result of results) {
      if (result.status !== "ok") continue;
      const sample = await once(result, { suite, libraries, input, rows, expected, folder, workers, timeout });
      say(`round ${round}/${rounds} ${result.name}: ${sample.wrong ?? sample.failure ?? `${(sample.wallMs / 1000).toFixed(2)} s`}`);
      if (sample.failure) Object.assign(result, { status: "FAILED", reason: sample.failure });
      else if (sample.wrong) Object.assign(result, { status: "WRONG", reason: `${sample.wrong} (after ${(sample.wallMs / 1000).toFixed(2)} s)` });
      else result.samples.push(sample);
    }
  }
  return results.map(summarize);
}

async function once(contender, { suite, libraries, input, rows, expected, folder, workers, timeout }) {
  const output = join(folder, `${contender.name}.csv`);
  const options = { input, output, rows, workers, repeat: contender.repeat ?? suite.repeat ?? 1 };
  try {
    const sample = await runContender(libraries[contender.library], contender.job, options, { timeout });
    if (sample.failure) return sample;
    const wrong =
      suite.answer === "file"
        ? await wrongFile(output, input, expected, contender.counts)
        : wrongDigest(sample.answer, suite.answer === "tasks" || contender.counts === "heavy" ? expected[contender.counts] : expected[contender.counts].digest);
    return { ...sample, wrong };
  } finally {
    rmSync(output, { force: true, recursive: true });
  }
}

function summarize(result) {
  // A figure of a contender that went wrong in a later round is no figure.
  if (result.status !== "ok") return { ...result, samples: [] };
  const { samples } = result;
  const inMemory = samples[0].stepMs.length > 0;
  return {
    ...result,
    wallMs: median(samples.map(({ wallMs }) => wallMs)),
    // The first step of a process also compiles the code; it is told apart from those that follow.
    firstStepMs: inMemory ? median(samples.map(({ stepMs }) => stepMs[0])) : null,
    stepMs: inMemory ? median(samples.map(({ stepMs }) => median(stepMs.length > 1 ? stepMs.slice(1) : stepMs))) : null,
    maxRss: Math.max(...samples.map(({ maxRss }) => maxRss)),
  };
}
