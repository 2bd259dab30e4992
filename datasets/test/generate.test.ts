import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generate, HEADER, passengerChunks } from "../generate.mjs";

const committed = new URL("../passengers.csv", import.meta.url);
const readme = new URL("../README.md", import.meta.url);

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "framepool-datasets-"));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

const textOf = (rows: number, options?: { seed: number }) => [...passengerChunks(rows, options)].join("");
const rowsOf = (text: string) => parse(text, { columns: true }) as Record<string, string>[];

test("generating the committed file again gives the same bytes", async () => {
  const file = join(scratch, "again.csv");
  await generate(2000, file);
  expect((await readFile(file)).equals(await readFile(committed))).toBe(true);
});

test("the README names the committed file's size and hash", async () => {
  const bytes = await readFile(committed);
  const text = await readFile(readme, "utf8");
  expect(text).toContain(createHash("sha256").update(bytes).digest("hex"));
  expect(text).toContain(`${bytes.length} bytes`);
});

test("another seed gives other passengers under the same header", () => {
  const [first, second] = [textOf(50), textOf(50, { seed: 7 })];
  expect(second).not.toBe(first);
  expect(second.split("\n")[0]).toBe(HEADER);
});

test("a longer file begins with the shorter one", () => {
  expect(textOf(10_000).startsWith(textOf(5_000))).toBe(true);
});

test("no rows leave the header alone", () => {
  expect(textOf(0)).toBe(`${HEADER}\n`);
});

test("a file of many chunks is written whole", async () => {
  const file = join(scratch, "many.csv");
  await generate(30_000, file);
  expect((await stat(file)).size).toBe(Buffer.byteLength(textOf(30_000)));
});

test("every row has the twelve columns, and what makes names hard is there", () => {
  const rows = rowsOf(textOf(20_000));
  expect(rows).toHaveLength(20_000);
  expect(rows.every((row) => Object.keys(row).join() === HEADER)).toBe(true);
  const names = rows.map((row) => row["Name"]!);
  for (const hard of [", ", '"', "(", "Sandström", "Østby", "王", "🚢"]) expect(names.some((name) => name.includes(hard)), hard).toBe(true);
  expect(names.every((name) => name.length > 0)).toBe(true);
});

test("missing cells come about as often as on the Titanic's list", () => {
  const rows = rowsOf(textOf(20_000));
  const missing = (column: string) => rows.filter((row) => row[column] === "").length / rows.length;
  expect(missing("Age")).toBeCloseTo(0.2, 1);
  expect(missing("Cabin")).toBeGreaterThan(0.7);
  expect(missing("Cabin")).toBeLessThan(0.85);
  expect(missing("Embarked")).toBeGreaterThan(0);
  expect(missing("Embarked")).toBeLessThan(0.01);
});
