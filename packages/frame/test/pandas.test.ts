import { readFileSync } from "node:fs";
import { arraySplit, concat, DataFrame, Series } from "@framepool/frame";
import { describe, expect, it } from "vitest";
import { decoded, type Json } from "./support/decoded.js";

// What pandas 2.3.3 gives for the same call: pandas/make-cases.py.
interface Case { title: string; target: Json; method: string; args: Json[]; expected: Json }

const cases = JSON.parse(readFileSync(new URL("pandas/cases.json", import.meta.url), "utf8")) as Case[];

describe("as in pandas", () => {
  it.each(cases.map((each) => [each.title, each] as const))("%s", (_, { target, method, args, expected }) => {
    expect(plain(call(decoded(target), method, args.map((each) => decoded(each))), expected)).toEqual(decoded(expected));
  });
});

function call(target: unknown, method: string, args: unknown[]): unknown {
  if (method === "concat") return concat(target as DataFrame[], args[0] as object);
  if (method === "arraySplit") return arraySplit(target as DataFrame, args[0] as number).map((part) => part.col("a").toList());
  const [owner, name] = method.startsWith("str.") ? [(target as Series).str, method.slice(4)] : [target, method];
  return (Reflect.get(owner as object, name) as (...given: unknown[]) => unknown).apply(owner, args);
}

/** A result in the shape of the expected JSON. */
function plain(result: unknown, expected: Json): unknown {
  if (result instanceof Series) return { values: result.toList(), kind: (expected as { kind: string | null }).kind === null ? null : kindOf(result.dtype) };
  if (result instanceof DataFrame) return { columns: result.toColumns() as unknown, numRows: result.numRows };
  return typeof result === "string" ? result.split("\n").map((line) => line.trimEnd()).join("\n") : result;
}

function kindOf(dtype: string): string {
  return dtype.replace(/^u?int\d+$/, "int").replace(/^float\d+$/, "float");
}
