import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ArgumentError, TaskError, WorkerExitError } from "@framepool/errors";
import { DataFrame, type Series } from "@framepool/frame";
import { parallel, type Pipeline } from "@framepool/parallel";
import { differences } from "./support/frames.js";
import { anyGroups, anyWay } from "./support/ways.js";
import { runs } from "../../../scripts/runs.mjs";

const spread = (window: Series<number | null>) => window.max()! - window.min()!;
const less = (series: Series) => series.sub(series.mean());
const least = (series: Series) => series.min();

describe("groupby().col().transform of a pipeline", () => {
  it("is that of the frame, whatever workers, partitions and backend", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, fc.constantFrom<string | string[]>("key", "label", "number", ["label", "key"]), fc.boolean(), async (df, way, keys, dropna) => {
        const [here, there] = [df.groupby(keys as "key", { dropna }), (parallel(df, way) as Pipeline).groupby(keys as "key", { dropna })];
        expect(differences(await there.col("float").transform("mean").collect(), here.col("float").transform("mean"))).toEqual([]);
        expect(differences(await there.col("int").transform(less).collect(), here.col("int").transform(less))).toEqual([]);
        expect(differences(await there.col("text").transform(least).collect(), here.col("text").transform(least))).toEqual([]);
      }),
      { numRuns: runs(20) },
    );
  });

  it("says what is wrong, and ends when a worker dies", async () => {
    const df = new DataFrame({ k: ["a", "b"], n: [1, 2] });
    const groups = parallel(df, { workers: 2, partitions: 2 }).groupby("k").col("n");
    expect(() => groups.transform("middle" as never)).toThrow(ArgumentError);
    await expect(groups.transform(() => { throw new RangeError("no"); }).collect()).rejects.toSatisfy((error) => error instanceof TaskError && error.op === "groupby.transform" && error.cause instanceof RangeError);
    await expect(groups.transform(() => process.exit(3)).collect()).rejects.toThrow(WorkerExitError);
  });
});

describe("rolling of a column of a pipeline", () => {
  it("is that of the Series, whatever windows, workers, partitions and backend", async () => {
    await fc.assert(
      fc.asyncProperty(anyGroups, anyWay, fc.integer({ min: 1, max: 7 }), fc.boolean(), fc.constantFrom("right" as const, "left" as const, "both" as const, "neither" as const), async (df, way, n, center, closed) => {
        const options = { center, closed, minPeriods: 1 };
        const [here, there] = [df.col("float").rolling(n, options), (parallel(df, way) as Pipeline).col("float").rolling(n, options)];
        expect(differences(await there.apply(spread).collect(), here.apply(spread))).toEqual([]);
        expect(differences(await there.mean().collect(), here.mean())).toEqual([]);
        expect(differences(await there.std().collect(), here.std())).toEqual([]);
        expect(differences(await there.quantile(0.3).collect(), here.quantile(0.3))).toEqual([]);
        for (const interpolation of ["lower", "nearest"] as const) expect(differences(await there.quantile(0.3, { interpolation }).collect(), here.quantile(0.3, { interpolation }))).toEqual([]);
      }),
      { numRuns: runs(20) },
    );
  });

  it("has the rows beside a part at every seam, and calls the function once a row", async () => {
    const df = new DataFrame({ n: Array.from({ length: 40_000 }, (_, i) => (i * 7919) % 1000) });
    for (const center of [false, true]) {
      const here = df.col("n").rolling(501, { center }).std();
      const { frame, report } = await parallel(df, { workers: 2 }).col("n").rolling(501, { center }).std().run();
      expect(differences(frame, here)).toEqual([]);
      expect(report.partitions.filter(({ stage }) => stage === 1)).toHaveLength(3);
    }
    const counted = await parallel(df, { backend: "inline" }).col("n").rolling(3).apply((window) => {
      const state = globalThis as { framepoolCalls?: number };
      state.framepoolCalls = (state.framepoolCalls ?? 0) + 1;
      return window.length;
    }).collect();
    expect(counted.count()).toBe(39_998);
    expect((globalThis as { framepoolCalls?: number }).framepoolCalls).toBe(39_998);
  });

  it("goes on as a column, and says what is wrong", async () => {
    const df = new DataFrame({ a: [1, 2, 3, 4], t: ["x", "y", "z", "w"] });
    const pipe = parallel(df, { workers: 2, partitions: 2 });
    expect((await pipe.col("a").rolling(2).mean().fillna(0).collect()).toList()).toEqual([0, 1.5, 2.5, 3.5]);
    expect(() => pipe.col("a").rolling(-1)).toThrow(ArgumentError);
    await expect(pipe.col("a").rolling(2).apply(() => { throw new RangeError("no"); }).collect()).rejects.toSatisfy((error) => error instanceof TaskError && error.op === "rolling");
    await expect(pipe.col("a").rolling(2).apply(() => process.exit(3)).collect()).rejects.toThrow(WorkerExitError);
    expect(String(await pipe.col("a").rolling(2).mean().explain())).toContain("rolling(2).mean(): all rows at once, here: the column in memory");
  });
});
