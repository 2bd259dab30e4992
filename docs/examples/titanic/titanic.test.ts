import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { parallel, readCsv, scanCsv, type DataFrame } from "framepool";
import { afterAll, describe, expect, it } from "vitest";
import { preparePipeline } from "./titanic-pipeline.js";
import { prepare } from "./titanic.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const out = mkdtempSync(join(tmpdir(), "framepool-titanic-"));
afterAll(() => rmSync(out, { recursive: true }));

/** What titanic.py gives for a file, column by column: made by make-expected.py. */
type Digest = { sha256: string } | { first: number; squares: number; places: number };
const expected = JSON.parse(readFileSync(new URL("expected.json", import.meta.url), "utf8")) as Record<string, Record<string, Digest>>;

const passengers = join(root, "datasets", "passengers.csv");
const titanic = join(root, "..", "shared", "data", "titanic.csv");

describe.each([["generated passengers", passengers], ["the Titanic's", titanic]])("the Titanic notebook for %s", (_, input) => {
  const columns = expected[input.split(/[/\\]/).at(-1)!]!;

  it.runIf(existsSync(input))("gives the columns and values of pandas", async () => {
    const output = join(out, "features.csv");
    await run("titanic.ts", input, output);
    const features = await readCsv(output);
    expect(features.columns).toEqual(Object.keys(columns));
    for (const [name, digest] of Object.entries(columns)) checkColumn(features, name, digest);
  });

  it.runIf(existsSync(input))("gives the same bytes as a pipeline from file to file", async () => {
    const [serial, parallel] = [join(out, "serial.csv"), join(out, "parallel.csv")];
    await run("titanic.ts", input, serial);
    await run("titanic-pipeline.ts", input, parallel);
    expect(readFileSync(parallel, "utf8")).toBe(readFileSync(serial, "utf8"));
  });

  it.runIf(existsSync(input))("gives them for any partitions, of a file and of a frame", async () => {
    const df = await readCsv(input);
    const serial = prepare(df).toCsv();
    for (const pipe of [parallel(df, { workers: 2, partitions: 7 }), parallel(df, { backend: "inline", partitions: 3 }), scanCsv(input, { workers: 2, partitionBytes: 9000 })]) {
      expect((await (await preparePipeline(pipe)).collect()).toCsv()).toBe(serial);
    }
  });

  if (!existsSync(input)) console.warn("SKIPPED: the Titanic file is not beside this repository; its notebook ran on generated passengers only");
});

/** Runs a story as its reader would: node with tsx, from the root. */
async function run(story: string, ...args: string[]): Promise<void> {
  await promisify(execFile)(process.execPath, ["--import", "tsx", join("docs", "examples", "titanic", story), ...args], { cwd: root });
}

function checkColumn(features: DataFrame, name: string, digest: Digest): void {
  const values = features.col(name).toList() as number[];
  if ("sha256" in digest) {
    expect({ name, sha256: createHash("sha256").update(values.join("\n")).digest("hex") }).toEqual({ name, ...digest });
    return;
  }
  const near = (value: number, theirs: number): void => expect(Math.abs(value - theirs), `${name}: ${value} is not ${theirs}`).toBeLessThanOrEqual(1e-10 * Math.max(1, Math.abs(theirs)));
  near(values[0]!, digest.first);
  near(values.reduce((sum, value) => sum + value * value, 0), digest.squares);
  near(values.reduce((sum, value, row) => sum + value * (row + 1), 0), digest.places);
}
