import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { getEventListeners } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, expect, it } from "vitest";
import { DataFrame } from "@framepool/frame";
import { parallel, scanCsv } from "@framepool/parallel";
import { Pool } from "@framepool/pool";

const folder = mkdtempSync(join(tmpdir(), "framepool-signal-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, "in.csv");
writeFileSync(file, `a,b\n${Array.from({ length: 300 }, (_, i) => `${String(i)},x`).join("\n")}\n`);

/** The warnings of what `work` does, by name. */
async function warningsOf(work: () => Promise<unknown>): Promise<string[]> {
  const names: string[] = [];
  const note = ({ name }: Error): void => void names.push(name);
  process.on("warning", note);
  try {
    await work();
    await turn();
  } finally {
    process.off("warning", note);
  }
  return names;
}

it("a signal that lives as long as the program has no listener of a run that is over, whenever memory is collected", async () => {
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc") as () => void;
  const { signal } = new AbortController();
  for (let run = 0; run < 5; run++) {
    // What a run has only just made is not collected in the same turn.
    await scanCsv(file, { signal, backend: "inline", partitions: 4 }).forEachBatch(async () => {
      await turn();
      collectGarbage();
    });
  }
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

it("many runs at a time may share a signal without a warning", async () => {
  const { signal } = new AbortController();
  expect(await warningsOf(() => Promise.all(Array.from({ length: 20 }, () => scanCsv(file, { signal, backend: "inline" }).collect())))).toEqual([]);
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

it("a pool of several workers runs a pipeline without a warning", async () => {
  const pool = new Pool(4);
  try {
    const frame = new DataFrame({ a: Array.from({ length: 100 }, (_, i) => i) });
    expect(await warningsOf(() => parallel(frame, { pool, partitionRows: 2 }).apply((row) => ({ a: row.a })).collect())).toEqual([]);
  } finally {
    await pool.terminate();
  }
});
