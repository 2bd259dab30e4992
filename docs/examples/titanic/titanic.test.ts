import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { readCsv, type DataFrame } from "framepool";
import { afterAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const out = mkdtempSync(join(tmpdir(), "framepool-titanic-"));
afterAll(() => rmSync(out, { recursive: true }));

/** What titanic.py gives for a file, column by column: made by make-expected.py. */
type Digest = { sha256: string } | { first: number; squares: number; places: number };
const expected = JSON.parse(readFileSync(new URL("expected.json", import.meta.url), "utf8")) as Record<string, Record<string, Digest>>;

const passengers = join(root, "datasets", "passengers.csv");
const titanic = join(root, "..", "shared", "data", "titanic.csv");

describe("the Titanic notebook", () => {
  it("gives the columns and values of pandas for generated passengers", () => checkStory("titanic.ts", passengers));
  it.runIf(existsSync(titanic))("gives the columns and values of pandas for the Titanic's", () => checkStory("titanic.ts", titanic));
  if (!existsSync(titanic)) console.warn("SKIPPED: the Titanic file is not beside this repository; its notebook ran on generated passengers only");
});

async function checkStory(story: string, input: string): Promise<void> {
  const output = join(out, `${story}.csv`);
  await promisify(execFile)(process.execPath, ["--import", "tsx", join("docs", "examples", "titanic", story), input, output], { cwd: root });
  const features = await readCsv(output);
  const columns = expected[input.split(/[/\\]/).at(-1)!]!;
  expect(features.columns).toEqual(Object.keys(columns));
  for (const [name, digest] of Object.entries(columns)) checkColumn(features, name, digest);
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
