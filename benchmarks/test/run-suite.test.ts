import { copyFile, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectedAnswers, taskAnswers } from "../harness/answers.mjs";
import { runSuite } from "../harness/run-suite.mjs";
import { resultTable } from "../harness/table.mjs";
import { absent, library } from "./fixtures/fake.mjs";

let folder: string;
let input: string;
let expected: unknown;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "framepool-benchmark-test-"));
  input = join(folder, "passengers.csv");
  await copyFile(fileURLToPath(new URL("../../datasets/passengers.csv", import.meta.url)), input);
  expected = await expectedAnswers(input);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Contender { name: string; library: string; job: string; counts: string; label: string; limit?: { rows: number; why: string } }

const contender = (job: string, counts = "codePoints"): Contender => ({ name: job.replaceAll(/\W+/g, "-"), library: "fake", job, counts, label: job });

async function run(jobs: (string | Contender)[], { answer = "file", rounds = 1, timeout = 20_000, repeat = 1 } = {}) {
  const suite = { title: "fakes", answer, measure: answer === "digest" ? "stepMs" : "wallMs", repeat, contenders: jobs.map((job) => (typeof job === "string" ? contender(job) : job)) };
  const said: string[] = [];
  const results = await runSuite(suite, { libraries: { fake: library, absent }, input, rows: 2000, expected, folder, rounds, workers: 2, timeout, say: (line: string) => said.push(line) });
  return { suite, results, said };
}

describe("answers in a file", () => {
  test("the expected bytes, and other bytes that say the same, are right", async () => {
    const { results } = await run(["right", "right, all quoted"]);
    expect(results.map(({ status }) => status)).toEqual(["ok", "ok"]);
  });

  test("each kind of wrong answer is WRONG, says where, and is not ranked", async () => {
    const { suite, results } = await run(["right", "one length wrong", "last row lost", "broken quotes", "no file"]);
    expect(results.map(({ status }) => status)).toEqual(["ok", "WRONG", "WRONG", "WRONG", "WRONG"]);
    expect(results[1]!.reason).toMatch(/^row 6 is .*"1"\], not/);
    expect(results[2]!.reason).toMatch(/^row 1999 is \[\], not/);
    expect(results[4]!.reason).toMatch(/^no output file/);
    const ranks = resultTable({ suite, results }).split("\n").filter((line: string) => /\| \d/.test(line));
    expect(ranks).toHaveLength(1);
  });

  test("who counts UTF-16 units is held to those", async () => {
    const { results } = await run([contender("right", "utf16Units")]);
    expect(results[0]).toMatchObject({ status: "WRONG", reason: expect.stringMatching(/🚢/) as string });
  });

  test("two outputs are never there at the same time, nor what was left beside one", async () => {
    const { results } = await run(["right, with a part left beside it", "right, if no output of others is there"], { rounds: 2 });
    expect(results.map(({ status, reason }) => [status, reason])).toEqual([["ok", null], ["ok", null]]);
  });

  test("the hash of the output is kept, for targets on its bytes, and the time to a wrong one", async () => {
    const { results } = await run(["right", "right, all quoted", "one length wrong"]);
    expect(results[0]!.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(results[1]!.sha256).not.toBe(results[0]!.sha256);
    expect(results[2]!.wrongMs).toBeGreaterThan(0);
  });

  test("nothing is left behind in the output folder", async () => {
    await run(["right", "one length wrong"]);
    expect((await readdir(folder)).filter((file) => !file.startsWith("passengers.csv"))).toEqual([]);
  });
});

describe("answers in memory", () => {
  test("every step is timed, and the first is kept apart", async () => {
    const { results } = await run(["in memory"], { answer: "digest", repeat: 4, rounds: 2 });
    expect(results[0]!.samples.map(({ stepMs }: { stepMs: number[] }) => stepMs.length)).toEqual([4, 4]);
    expect(results[0]!.stepMs).toBeGreaterThanOrEqual(0);
    expect(results[0]!.wallMs).toBeGreaterThan(results[0]!.stepMs!);
    expect(results[0]!.maxRss).toBeGreaterThan(10e6);
  });

  test("two rows that changed places are WRONG", async () => {
    const { results } = await run(["in memory, two rows swapped"], { answer: "digest" });
    expect(results[0]!.status).toBe("WRONG");
  });
});

describe("cells that were read", () => {
  test("right sums are right, timed as a whole process", async () => {
    const { results } = await run([contender("cells", "textCells")], { answer: "cells" });
    expect(results[0]).toMatchObject({ status: "ok", stepMs: null });
  });

  test("a column that was not read is WRONG", async () => {
    const { results } = await run([contender("cells, one column unread", "textCells")], { answer: "cells" });
    expect(results[0]).toMatchObject({ status: "WRONG", reason: expect.stringContaining("column Sex: ") as string });
  });
});

describe("tasks", () => {
  test("are told how many, are held to their own answer, and put away what a step leaves behind", async () => {
    const suite = { title: "fakes", answer: "tasks", measure: "stepMs", repeat: 3, contenders: [contender("tasks", "doubles"), contender("tasks, one wrong", "doubles")] };
    const results = await runSuite(suite, { libraries: { fake: library }, input: null, rows: 5, expected: taskAnswers(5, 2), folder, rounds: 1, workers: 2, timeout: 20_000 });
    expect(results.map(({ status, reason }) => [status, reason])).toEqual([["ok", null], ["WRONG", expect.stringMatching(/is not/) as string]]);
    expect(results[0]!.samples[0].stepMs).toHaveLength(3);
  });
});

describe("contenders that do not end well", () => {
  test("one that throws or exits is FAILED, and the others go on to the last round", async () => {
    const { results } = await run(["dies", "exits", "right"], { rounds: 2 });
    expect(results.map(({ status }) => status)).toEqual(["FAILED", "FAILED", "ok"]);
    expect(results[0]!.reason).toContain("TypeError: no such verb");
    expect(results[1]!.reason).toContain("exit 3");
    expect(results[2]!.samples).toHaveLength(2);
  });

  test("one that never ends is stopped and FAILED", async () => {
    const { results } = await run(["hangs"], { timeout: 1000 });
    expect(results[0]).toMatchObject({ status: "FAILED", reason: "not done after 1 s" });
  });

  test("a program that is not there is FAILED", async () => {
    const nowhere = { ...library, command: () => [join(folder, "no-such-program")] };
    const suite = { answer: "file", contenders: [{ ...contender("right"), library: "nowhere" }] };
    const [result] = await runSuite(suite, { libraries: { nowhere }, input, rows: 2000, expected, folder, rounds: 1, workers: 2, timeout: 5000 });
    expect(result).toMatchObject({ status: "FAILED", reason: expect.stringContaining("ENOENT") as string });
  });

  test("a library that is absent is skipped loudly", async () => {
    const { results, said } = await run([{ ...contender("right"), library: "absent" }, "right"]);
    expect(results.map(({ status }) => status)).toEqual(["absent", "ok"]);
    expect(said[0]).toBe("!!! right is SKIPPED: it is not installed");
  });
});

test("a contender is left out over more rows than it is limited to, and the table says why", async () => {
  const limited = (rows: number, name: string) => ({ ...contender("right"), name, label: name, limit: { rows, why: "it is slow" } });
  const { suite, results, said } = await run([limited(2000, "just"), limited(1999, "over")]);
  expect(results.map(({ status }) => status)).toEqual(["ok", "left out"]);
  expect(said[0]).toBe("!!! over is SKIPPED: it runs over 1,999 rows at most: it is slow");
  expect(resultTable({ suite, results })).toContain("- over: **left out**: it runs over 1,999 rows at most: it is slow");
});

test("rounds are interleaved", async () => {
  const { said } = await run(["right", "right, all quoted"], { rounds: 2 });
  expect(said.map((line) => line.replace(/:.*/, ""))).toEqual(["round 1/2 right", "round 1/2 right-all-quoted", "round 2/2 right", "round 2/2 right-all-quoted"]);
});
