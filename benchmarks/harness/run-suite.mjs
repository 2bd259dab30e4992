import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { checkFile, wrongCells, wrongDigest } from "./check.mjs";
import { ports } from "./data.mjs";
import { checkResult } from "./file-answers.mjs";
import { runContender } from "./run-contender.mjs";
import { median } from "./statistics.mjs";
import { wrongTable } from "./table-sums.mjs";

/**
 * Runs a suite: round after round, every contender once a round in the same order (A B C A B C …), so that a machine which
 * slows down slows all of them. One that fails or answers wrongly is out, with its reason, and the others go on.
 *
 * Gives one result a contender, in the suite's order: `{ name, label, status, reason, samples, wallMs, stepMs, firstStepMs, maxRss,
 * sha256 }`; `status` is "ok", "WRONG", "FAILED", "absent" or "left out", times are medians in ms, maxRss is the highest in bytes,
 * sha256 is that of the last output; a WRONG one has `wrongMs`, its time by the suite's measure, and a FAILED one when it was stopped
 *
 * @param {Record<string, any>} suite
 * @param {Record<string, any>} options  what it runs on and with; `say(line)` is told what happens while it happens
 * @returns {Promise<Record<string, any>[]>}
 */
export async function runSuite(suite, options) {
  const { libraries, input, rows, expected, folder, rounds, workers, timeout, say = () => {} } = options;
  const results = suite.contenders.map((contender) => {
    const { status, reason } = entry(contender, libraries[contender.library], rows);
    if (reason !== null) say(`!!! ${contender.name} is SKIPPED: ${reason}`);
    return { ...contender, status, reason, samples: [] };
  });
  for (let round = 1; round <= rounds; round++) {
    for (const result of results) {
      if (result.status !== "ok" || round > (result.rounds ?? rounds)) continue;
      const sample = await once(result, { suite, libraries, input, rows, expected, folder, workers, timeout });
      say(`round ${round}/${rounds} ${result.name}: ${sample.wrong ?? sample.failure ?? `${(sample.wallMs / 1000).toFixed(2)} s`}`);
      if (sample.failure) Object.assign(result, { status: "FAILED", wrongMs: sample.stoppedMs, reason: sample.failure });
      else if (sample.wrong) Object.assign(result, { status: "WRONG", wrongMs: sample.stepMs.length > 0 ? median(sample.stepMs) : sample.wallMs, reason: `${sample.wrong} (after ${(sample.wallMs / 1000).toFixed(2)} s)` });
      else result.samples.push(sample);
    }
  }
  return results.map(summarize);
}

/** Whether a contender can run here, and whether it should over so many rows. */
function entry({ job, limit }, library, rows) {
  const absent = library.missing?.(job) ?? null;
  if (absent !== null) return { status: "absent", reason: absent };
  if (limit !== undefined && rows > limit.rows) return { status: "left out", reason: `it runs over ${limit.rows.toLocaleString("en")} rows at most: ${limit.why}` };
  return { status: "ok", reason: null };
}

async function once(contender, { suite, libraries, input, rows, expected, folder, workers, timeout }) {
  // A folder of its own, removed as a whole: what a contender puts beside its output goes too, and outputs never pile up.
  const own = join(folder, contender.name);
  const output = join(own, "output.csv");
  const options = { input, ports, output, rows, workers, repeat: contender.repeat ?? suite.repeat ?? 1 };
  mkdirSync(own);
  try {
    const sample = await runContender(libraries[contender.library], contender.job, options, { timeout });
    if (sample.failure) return sample;
    return { ...sample, ...(await verdict(suite.answer, sample.answer, { output, input, expected, counts: contender.counts })) };
  } finally {
    rmSync(own, { force: true, recursive: true });
  }
}

/** What is wrong with an answer, or null; `kind` is the suite's: a file, the result of a pipeline, the digest of a column or of what tasks gave, or the sums of a table or of all cells. */
async function verdict(kind, answer, { output, input, expected, counts }) {
  switch (kind) {
    case "file": return await checkFile(output, input, expected, counts);
    case "result": return await checkResult(answer, output, expected, counts);
    case "digest": return { wrong: wrongDigest(answer, expected[counts].digest) };
    case "tasks": return { wrong: wrongDigest(answer, expected[counts]) };
    case "table": return { wrong: wrongTable(answer, expected[counts].table) };
    case "cells": return { wrong: wrongCells(answer, expected[counts].cells) };
    default: throw new RangeError(`no such kind of answer: ${kind}`);
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
    sha256: samples.at(-1).sha256 ?? null,
  };
}
