import { readFileSync } from "node:fs";
import { readCsv, type CsvReadOptions, type CsvWriteOptions } from "@framepool/csv";
import { DataFrame, type DType } from "@framepool/frame";
import { describe, expect, it } from "vitest";

// What pandas 2.3.3 gives for the same text and options: pandas/make-cases.py.
type JsonCell = null | string | number | boolean | { int: string } | { float: string } | { time: string };
interface Ours { why: string; error?: true; columns?: string[]; kinds?: string[]; values?: JsonCell[][]; text?: string }
interface ReadCase { name: string; base64: string; text: string; options: object; columns: string[]; kinds: string[]; values: JsonCell[][]; error?: string; ours?: Ours }
interface WriteCase { name: string; columns: [string, JsonCell[]][]; dtypes: Record<string, DType> | null; options: CsvWriteOptions; text: string; error?: string; ours?: Ours }

const load = <T>(file: string): T => JSON.parse(readFileSync(new URL(`pandas/${file}`, import.meta.url), "utf8")) as T;

describe("readCsv gives what pandas gives for", () => {
  it.each(load<ReadCase[]>("read.json").map((each) => [each.name, each] as const))("%s", async (_, given) => {
    const expected = { ...given, ...given.ours };
    const options: CsvReadOptions = { ...given.options, int64: "bigint" };
    const reading = readCsv(Buffer.from(given.base64, "base64"), options);
    if (given.ours === undefined ? given.error : given.ours.error) return expect(reading).rejects.toThrow();
    const frame = await reading;
    expect(frame.columns).toEqual(expected.columns);
    const columns = frame.columns.map((name) => [...frame.col(name)] as unknown[]);
    expect(columns.map((cells) => cells.map(plain))).toEqual(expected.values.map((cells) => cells.map(plain)));
    expect(frame.columns.map((name, k) => kindOf(frame.dtypes[name]!, columns[k]!))).toEqual(expected.kinds);
  });
});

describe("toCsv writes what pandas writes for", () => {
  it.each(load<WriteCase[]>("write.json").map((each) => [each.name, each] as const))("%s", (_, given) => {
    const types = given.dtypes ?? {};
    const columns = Object.fromEntries(given.columns.map(([name, cells]) => [name, cells.map((cell) => written(cell, types[name]))]));
    const frame = new DataFrame(columns, { dtype: types });
    const write = () => frame.toCsv(given.options);
    if (given.error !== undefined && given.ours === undefined) expect(write).toThrow();
    else expect(write()).toBe(given.ours?.text ?? given.text);
  });
});

/** Cells of both sides as plain values: every integer beyond 2^53 as its digits, others as numbers. */
function plain(cell: unknown): unknown {
  if (typeof cell === "bigint") return Number.isSafeInteger(Number(cell)) ? Number(cell) : String(cell);
  if (typeof cell === "number") return Number.isInteger(cell) ? cell + 0 : cell;
  if (typeof cell !== "object" || cell === null) return cell;
  if (cell instanceof Date) return cell.getTime();
  if ("time" in cell) return Date.parse(`${String(cell.time)}Z`);
  if ("int" in cell) return cell.int;
  return "float" in cell ? Number(cell.float) : cell;
}

function kindOf(dtype: string, cells: readonly unknown[]): string {
  if (cells.every((cell) => cell === null)) return "none";
  if (dtype === "bool") return "bool";
  if (dtype === "timestamp") return "time";
  return dtype === "string" || dtype === "category" ? "text" : "number";
}

function written(cell: JsonCell, type: DType | undefined): string | number | bigint | boolean | Date | null {
  if (typeof cell !== "object" || cell === null) return cell;
  if ("int" in cell) return BigInt(cell.int);
  if ("float" in cell) return Number(cell.float);
  return type === "timestamp" ? new Date(`${cell.time}Z`) : cell.time;
}
