import { DataFrame, type Cell } from "@framepool/frame";
import { describe, expect, it } from "vitest";

/** Which row of the right each row of the left finds, by a Map. */
function slowly(left: readonly Cell[], right: readonly Cell[]): (number | null)[] {
  const places = new Map(right.map((key, place) => [key, place]));
  return left.map((key) => places.get(key) ?? null);
}

function found(left: readonly Cell[], right: readonly Cell[], dtype: "string" | "float64"): unknown[] {
  const ours = new DataFrame({ key: [...left] }, { dtype: { key: dtype } }) as DataFrame;
  const others = new DataFrame({ key: [...right], place: right.map((_, place) => place) }, { dtype: { key: dtype, place: "int32" } }) as DataFrame;
  return ours.merge(others, { on: "key", how: "left" }).col("place").toList();
}

describe("merge of many rows", () => {
  it("finds texts of every length, empty ones, with zeros at their end, and missing ones", () => {
    const texts = [null, ...Array.from({ length: 2000 }, (_, i) => `${String((i * 7919) % 100_003)}${"x\0é".repeat(i % 7).slice(0, i % 19)}`), "", "\0", "\0\0", "a", "a\0", "a\0\0", "abcd", "abcd\0", "abcd\0\0\0\0"];
    const right = [...new Set(texts)].filter((_, i) => i % 3 !== 1);
    const left = Array.from({ length: 9000 }, (_, i) => texts[(i * 31) % texts.length]!);
    expect(found(left, right, "string")).toEqual(slowly(left, right));
  });

  it("tells long texts apart that begin and end alike, however many there are", () => {
    // Some of so many have the hash of another.
    const text = (i: number): string => `same${String(10_000_000 + i)}same`;
    const right = Array.from({ length: 200_000 }, (_, i) => text(2 * i));
    const left = Array.from({ length: 200_000 }, (_, i) => text(2 * i + 1));
    expect(found(left, right, "string").every((place) => place === null)).toBe(true);
    expect(found(right, right, "string")).toEqual(right.map((_, place) => place));
  });

  it("finds floats, 0 as -0, and missing ones", () => {
    const numbers = [null, 0, -0, ...Array.from({ length: 3000 }, (_, i) => Math.sin(i + 1) * 1e6)];
    const right = [null, 0, ...numbers.slice(3).filter((_, i) => i % 3 !== 1)];
    const left = Array.from({ length: 9000 }, (_, i) => numbers[(i * 31) % numbers.length]!);
    expect(found(left, right, "float64")).toEqual(slowly(left, right));
  });
});
