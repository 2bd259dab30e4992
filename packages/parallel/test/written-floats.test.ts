import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DataFrame } from "@framepool/frame";
import { parallel, scanCsv } from "@framepool/parallel";
import { afterAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "framepool-written-floats-"));
afterAll(() => rmSync(folder, { recursive: true }));

const numbers = Array.from({ length: 12_000 }, (_, i) => (i % 11 === 5 ? null : (i * 7919 - 40_000_000) % 104_729));
// It travels to workers, so it names only its argument.
const third = (x: number | null) => (x === null ? null : (x / 3) * 10 ** ((x % 29) - 14));
const thirds = numbers.map(third);
const text = `n,third\n${numbers.map((n, i) => `${String(n ?? "")},${String(thirds[i] ?? "")}\n`).join("")}`;

describe("floats of 17 digits in files of pipelines: the bytes that one thread writes", () => {
  it.each([["inline", { backend: "inline" }], ["two workers", { workers: 2 }]] as const)("%s", async (name, how) => {
    const frame = new DataFrame({ n: numbers, third: thirds }, { dtype: { n: "float64", third: "float64" } });
    await frame.toCsv(join(folder, "frame.csv"));
    expect(readFileSync(join(folder, "frame.csv"), "utf8")).toBe(text);

    await parallel(frame, { ...how, partitions: 5 }).toCsv(join(folder, `${name}.csv`));
    expect(readFileSync(join(folder, `${name}.csv`), "utf8")).toBe(text);

    writeFileSync(join(folder, "numbers.csv"), `n,m\n${numbers.map((n) => `${String(n ?? "")},1\n`).join("")}`);
    const read = scanCsv(join(folder, "numbers.csv"), { ...how, partitionBytes: 30_000 });
    await read.assign({ third: read.col("n").map(third) as never }).drop("m").toCsv(join(folder, `${name}-read.csv`));
    expect(readFileSync(join(folder, `${name}-read.csv`), "utf8")).toBe(text);
  });
});
