import { readFileSync } from "node:fs";
import { crosstab, DataFrame, Series } from "@framepool/frame";
import { describe, expect, it } from "vitest";
import { decoded as decodedWith, type Json } from "./decoded.js";

interface Expected { value?: Json; values?: Json[]; object?: { [name: string]: Json }; names?: string[]; columns?: { [name: string]: Json[] }; numRows?: number }
interface Case { title: string; target: Json; steps: [method: string, ...args: Json[]][]; expected: Expected }

/** A test for each case of a file of chains of calls, which a script beside it has written with what pandas gives; of `least` cases at least. */
export function describeCases(title: string, file: string, least: number): void {
  const { parts, cases } = JSON.parse(readFileSync(new URL(`../pandas/${file}`, import.meta.url), "utf8")) as { parts: Json[]; cases: Case[] };
  const decoded = (value: Json): unknown => decodedWith(value, parts);
  describe(title, () => {
    it("has as many cases as it should", () => expect(cases.length).toBeGreaterThan(least));

    it.each(cases.map((each) => [each.title, each] as const))("%s", (_, { target, steps, expected }) => {
      let result = decoded(target);
      for (const [method, ...args] of steps) result = call(result, method, args.map(decoded));
      expect(same(plain(result), decoded(expected as Json)), `${JSON.stringify(plain(result))}\nis not what pandas gives:\n${JSON.stringify(expected)}`).toBe(true);
    });
  });
}

/** A method of the target, or of what it has: `str.len`. */
function call(target: unknown, method: string, args: unknown[]): unknown {
  if (method === "crosstab") return crosstab(target as Series, args[0] as Series, args[1] as object);
  const names = method.split(".");
  const owner = names.slice(0, -1).reduce<object>((object, name) => Reflect.get(object, name) as object, target as object);
  return (Reflect.get(owner, names.at(-1)!) as (...given: unknown[]) => unknown).apply(owner, args);
}

/** A result in the shape of the expected JSON. */
function plain(result: unknown): unknown {
  if (result instanceof Series) return { values: result.toList() };
  if (result instanceof DataFrame) return { names: result.columns, columns: result.toColumns() as unknown, numRows: result.numRows };
  const scalar = typeof result !== "object" || result === null || result instanceof Date;
  return scalar ? { value: result } : { object: result };
}

/** Equal, floats up to the last digits: pandas rounds more often. NaN stays a number here where it is a result of infinities. */
function same(ours: unknown, theirs: unknown): boolean {
  if (typeof ours === "number" && typeof theirs === "number") return ours === theirs || Math.abs(ours - theirs) <= 1e-11 * Math.max(1e-3, Math.abs(theirs));
  if (typeof ours === "boolean" && typeof theirs === "number") return Number(ours) === theirs;
  if (Number.isNaN(ours)) return theirs === null;
  if (ours instanceof Date && theirs instanceof Date) return ours.getTime() === theirs.getTime();
  if (Array.isArray(ours) && Array.isArray(theirs)) return ours.length === theirs.length && ours.every((each, i) => same(each, theirs[i]));
  if (typeof ours !== "object" || typeof theirs !== "object" || ours === null || theirs === null) return ours === theirs;
  const names = Object.keys(theirs);
  return names.length === Object.keys(ours).length && names.every((name) => same(Reflect.get(ours, name), Reflect.get(theirs, name)));
}
