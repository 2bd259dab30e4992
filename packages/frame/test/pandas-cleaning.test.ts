import { readFileSync } from "node:fs";
import { DataFrame, Series } from "@framepool/frame";
import { describe, expect, it } from "vitest";
import { decoded, type Json } from "./support/decoded.js";

// What pandas 2.3.3 gives for the same call: pandas/make-cleaning-cases.py.
type Steps = [name: string, ...args: Json[]][];
interface Case { title: string; target: Json; steps: Steps; expected: Json; close?: true }

const cases = JSON.parse(readFileSync(new URL("pandas/cleaning-cases.json", import.meta.url), "utf8")) as Case[];

describe("as in pandas", () => {
  it.each(cases.map((each) => [each.title, each] as const))("%s", (_, { target, steps, expected, close = false }) => {
    const result = steps.reduce((value, [name, ...args]) => call(value, name, args.map((each) => decoded(each))), decoded(target));
    const found = plain(result, expected);
    if (close) expect(near(found)).toEqual(near(decoded(expected)));
    else expect(found).toEqual(decoded(expected));
  });
});

/** `str.lower` is a method of an accessor, `rolling` gives what the next step is a method of. */
function call(target: unknown, step: string, args: unknown[]): unknown {
  const [accessor, method] = step.includes(".") ? step.split(".") as [string, string] : ["", step];
  const owner = accessor === "" ? target : Reflect.get(target as object, accessor) as object;
  return (Reflect.get(owner as object, method) as (...given: unknown[]) => unknown).apply(owner, args);
}

/** A result in the shape of the expected JSON: pandas marks every missing cell alike, so NaN is null. */
function plain(result: unknown, expected: Json): unknown {
  const shape = expected as { [key: string]: Json };
  if (Array.isArray(result)) return { pair: result.map((part, i) => plain(part, (shape.pair as Json[])[i]!)) };
  if (result instanceof Series) return { values: result.toList().map(missing), kind: shape.kind === null ? null : kindOf(result.dtype) };
  if (result instanceof DataFrame) return { columns: Object.fromEntries(result.columns.map((name) => [name, result.col(name).toList().map(missing)])), numRows: result.numRows };
  return { value: result };
}

function missing(cell: unknown): unknown {
  return Number.isNaN(cell) ? null : cell;
}

function kindOf(dtype: string): string {
  return dtype.replace(/^u?int\d+$/, "int").replace(/^float\d+$/, "float");
}

/** Numbers to eleven digits; what running sums leave of a zero is none. */
function near(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(near);
  if (typeof value === "number") return Math.abs(value) < 1e-12 ? 0 : Number(value.toPrecision(11));
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, near(part)])) : value;
}
