import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { ArgumentError } from "@framepool/errors";
import { DataFrame } from "@framepool/frame";
import { parallel, parallelDataFrame, readCsv, scanCsv, scanRows, type PipelineOptions } from "@framepool/parallel";

/** What each option may not be, beside others that it needs; and what the error says that it must be. */
const WRONG: readonly (readonly [name: keyof PipelineOptions, must: RegExp, values: readonly unknown[], beside?: PipelineOptions])[] = [
  ["workers", /whole number of at least 1/, [0, -1, 1.5, "4", null, Number.NaN, Infinity]],
  ["partitions", /whole number of at least 1/, [0, -1, 1.5, "4", null, Number.NaN, Infinity]],
  ["partitionRows", /whole number of at least 1/, [0, 1.5, "4", null, Infinity]],
  ["partitionBytes", /number of bytes, or a text such as "64MiB"/, [0, -1, "4 apples", null, {}, Number.NaN]],
  ["memoryLimit", /number of bytes, or a text such as "64MiB"/, [0, -1, "2 cats", null, {}]],
  ["backend", /"auto", "threads" or "inline"/, ["threadz", 7, null, "processes", ""]],
  ["pool", /a Pool of framepool/, [7, null, {}, "x"]],
  ["transport", /"auto", "transfer" or "share"/, ["x", null, 7]],
  ["signal", /an AbortSignal/, [7, {}, null, "x"]],
  ["timeout", /number of ms above 0/, [0, -1, "x", null, Number.NaN]],
  ["concurrency", /whole number of at least 1/, [0, 1.5, "x", null]],
  ["retries", /whole number of at least 0, or \{ times, on, backoff \}/, [-1, 1.5, "x", {}, { times: -1 }, Infinity]],
  ["retries", /has no option "time"/, [{ time: 1 }]],
  ["retries", /on must be "lost", "any" or a function/, [{ times: 1, on: "never" }, { times: 1, on: null }]],
  ["retries", /backoff must be a number of ms or a function/, [{ times: 1, backoff: -1 }, { times: 1, backoff: "x" }]],
  ["onError", /"fail", "skip", "null", "collect" or a function/, ["x", 7, true]],
  ["quarantine", /a path, a URL or a stream/, [7, null, {}, true], { onError: "collect" }],
  ["maxErrors", /whole number of at least 0/, [-1, 1.5, "x", null, Number.NaN], { onError: "skip" }],
  ["seed", /whole number of at least 0/, [-1, 1.5, "x", null, 2 ** 60]],
  ["onProgress", /a function/, [7, "x", null, true]],
  ["progress", /true or false/, [7, "yes", null, () => 1]],
  ["resourceLimits", /resourceLimits/, [7, null, "x", { maxOldGenerationSizeMb: -1 }, { maxOldGenerationSizeMb: "x" }]],
];

const df = new DataFrame({ a: [1, 2, 3] });
const CALLS: Readonly<Record<string, (options: PipelineOptions) => Promise<unknown>>> = {
  "parallel(df, options)": async (options) => parallel(df, options).collect(),
  "collect(options)": async (options) => parallel(df).apply((row) => row.a).collect(options),
  "run(options)": async (options) => parallel(df).apply((row) => row.a).run(options),
  "toCsv(path, options)": async (options) => parallel(df).toCsv(join(tmpdir(), "framepool-options.csv"), options),
  "forEachBatch(fn, options)": async (options) => parallel(df).forEachBatch(() => undefined, options),
  "explain(options)": async (options) => parallel(df).explain(options),
  "scanCsv(source, options)": async (options) => scanCsv(Buffer.from("a\n1\n"), options).collect(),
  "scanRows(rows, options)": async (options) => scanRows([{ a: 1 }], options).collect(),
  "readCsv(source, options)": async (options) => readCsv(Buffer.from("a\n1\n"), options as never),
  "parallelDataFrame(df, fn, options)": async (options) => parallelDataFrame(df, (part) => part, options),
};

describe("an option that is not what it must be is an ArgumentError that names it and says what it must be, whoever is given it", () => {
  for (const [name, must, values, beside = {}] of WRONG) {
    it(`${name}: ${must.source}`, async () => {
      for (const value of values) {
        for (const [call, run] of Object.entries(CALLS)) {
          const error: unknown = await run({ ...beside, [name]: value }).then(() => null, (thrown: unknown) => thrown);
          const told = `${call} with ${name}: ${inspect(value)} ended in ${inspect(error)}`;
          expect(error, told).toBeInstanceOf(ArgumentError);
          expect((error as Error).message, told).toMatch(must);
          expect((error as Error).message, told).toContain(name);
        }
      }
    });
  }

  it.each(Object.keys(CALLS))("%s refuses options that there are not", async (call) => {
    const error: unknown = await CALLS[call]!({ worker: 2 } as never).then(() => null, (thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ArgumentError);
    expect((error as Error).message).toContain('"worker"');
  });

  it("has every option in its table, but for those with a word of their own", async () => {
    const error: unknown = await parallel(df).collect({ nope: 1 } as never).then(() => null, (thrown: unknown) => thrown);
    const all = /the options are (.*)$/.exec((error as Error).message)![1]!.split(" ");
    expect(all.filter((name) => !WRONG.some(([own]) => own === name))).toEqual(["initializer", "initargs"]);
    expect(await parallel(df).collect({ initializer: 7 as never, backend: "threads" }).then(() => null, (thrown: unknown) => (thrown as Error).message)).toMatch(/initializer needs a function/);
  });
});
