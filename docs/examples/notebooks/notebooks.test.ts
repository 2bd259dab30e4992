import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parallel, readCsv, scanCsv, type DataFrame, type Pipeline } from "framepool";
import { describe, expect, it } from "vitest";
import { invoices } from "../../../datasets/invoices.mjs";
import { customers, customersPipeline } from "./customers.js";
import { survivors, survivorsPipeline } from "./survivors.js";

/** The tables that the scripts in Python give, column by column: made by make-expected.py. */
type Tables = Record<string, [name: string, cells: (string | number | null)[]][]>;
const expected = JSON.parse(readFileSync(new URL("expected.json", import.meta.url), "utf8")) as Record<string, Tables>;
const dataset = (name: string): string => fileURLToPath(new URL(`../../../datasets/${name}`, import.meta.url));

const dates = { parseDates: ["InvoiceDate"] };
const NOTEBOOKS: [name: string, path: string, options: object, frame: (df: DataFrame) => Record<string, DataFrame>, pipeline: (source: Pipeline) => Promise<Record<string, DataFrame>>][] = [
  ["customers", dataset("invoices.csv"), dates, customers, customersPipeline],
  ["survivors", dataset("passengers.csv"), {}, survivors, survivorsPipeline],
];

describe.each(NOTEBOOKS)("the notebook of %s", (name, path, options, frame, pipeline) => {
  it("gives the tables of pandas, cell by cell", async () => {
    const made = frame((await readCsv(path, options)) as DataFrame);
    expect(Object.keys(made)).toEqual(Object.keys(expected[name]!));
    for (const [table, columns] of Object.entries(expected[name]!)) {
      expect([...made[table]!.columns], table).toEqual(columns.map(([column]) => column));
      for (const [column, cells] of columns) checkCells(`${table}, ${column}`, made[table]!.col(column).toList() as unknown[], cells);
    }
  });

  it("gives them on all cores, bit for bit, however the rows are cut", async () => {
    const df = (await readCsv(path, options)) as DataFrame;
    const serial = texts(frame(df));
    const sources = [parallel(df, { workers: 2, partitions: 7 }), parallel(df, { backend: "inline", partitions: 3 }), scanCsv(path, { ...options, workers: 2, partitionBytes: 9000 })];
    for (const source of sources) expect(texts(await pipeline(source as Pipeline))).toEqual(serial);
  });
});

it("the invoices are those that the generator makes", () => {
  const text = invoices(1200);
  expect(readFileSync(dataset("invoices.csv"), "utf8")).toBe(text);
});

/** Text of all cells, and the types. */
function texts(tables: Record<string, DataFrame>): Record<string, string> {
  return Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, table.toCsv() + JSON.stringify(table.columns.map((column) => table.dtypes[column]))]));
}

function checkCells(place: string, ours: readonly unknown[], theirs: readonly (string | number | null)[]): void {
  expect(ours.length, place).toBe(theirs.length);
  for (const [row, cell] of theirs.entries()) {
    const own = ours[row] instanceof Date ? (ours[row] as Date).toISOString() : ours[row];
    if (typeof cell === "number" && typeof own === "number") expect(Math.abs(own - cell), `${place}, row ${row}: ${own} is not ${cell}`).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(cell)));
    else expect(own, `${place}, row ${row}`).toBe(cell);
  }
}
