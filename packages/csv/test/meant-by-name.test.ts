import { readCsv } from "@framepool/csv";
import { ArgumentError } from "@framepool/errors";
import { DataFrame } from "@framepool/frame";
import { describe, expect, it } from "vitest";

const bytes = Buffer.from("a,b\n1,2\n3,4\n");
const df = new DataFrame({ a: [1], b: [2] });
/** What JavaScript passes, where no type stops it. */
const given = (value: unknown): never => value as never;
const told = "a promise (is an `await` missing?)";

describe("options that have no properties of their own", () => {
  const none = { Promise: Promise.resolve({ sep: ";" }), Map: new Map([["sep", ";"]]), Set: new Set(["sep"]), RegExp: /;/, Date: new Date(0), frame: df, text: ";" };
  it.each(Object.entries(none))("are refused, and not passed over: %s", async (_what, value) => {
    await expect(readCsv(bytes, given(value))).rejects.toThrow(ArgumentError);
    if (typeof value !== "string") expect(() => df.toCsv(given(value))).toThrow(ArgumentError);
    expect(() => df.toCsv(null, given(value))).toThrow(ArgumentError);
    expect(() => void df.toCsv("/nowhere/x.csv", given(value))).toThrow(ArgumentError);
  });

  it("say of a promise that an await may be missing", async () => {
    await expect(readCsv(bytes, given(none.Promise))).rejects.toThrow(told);
    expect(() => df.toCsv(given(none.Promise))).toThrow(told);
  });

  it("may be those of a class, or without a prototype", async () => {
    expect((await readCsv(bytes, Object.assign(Object.create(null), { nrows: 1 }))).numRows).toBe(1);
    class Options { nrows = 1; }
    expect((await readCsv(bytes, new Options())).numRows).toBe(1);
  });
});

it.each(["dtype", "schema", "names", "usecols", "naValues", "skiprows", "dateFormat", "parseDates", "sep", "nrows", "header", "encoding", "trueValues"])("a promise for %s is an ArgumentError", async (option) => {
  await expect(readCsv(bytes, given({ [option]: Promise.resolve(["a"]) }))).rejects.toThrow(ArgumentError);
});

it.each(["dtype", "schema", "names", "usecols", "naValues", "skiprows", "dateFormat", "encoding", "doublequote", "naFilter", "keepDefaultNa", "skipBlankLines", "skipinitialspace"])("a promise, a RegExp and a Set for %s are named", async (option) => {
  for (const [value, shown] of [[Promise.resolve(["a"]), told], [/a/, "an object (RegExp)"], [new Set(["a"]), "an object (Set)"]] as const) {
    await expect(readCsv(bytes, given({ [option]: value }))).rejects.toThrow(`${option} is ${shown}; it must be `);
  }
});

it.each(["naRep", "floatFormat", "dateFormat", "lineterminator", "columns", "header", "doublequote", "escapeFormulas"])("a promise, a RegExp and a Set for %s of toCsv are named", (option) => {
  for (const [value, shown] of [[Promise.resolve(["a"]), told], [/a/, "an object (RegExp)"], [new Set(["a"]), "an object (Set)"]] as const) {
    expect(() => df.toCsv(given({ [option]: value }))).toThrow(`${option} is ${shown}; it must be `);
  }
});
