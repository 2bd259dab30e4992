import { toDatetime } from "@framepool/frame";
import { describe, expect, it } from "vitest";

describe("toDatetime of what does not fit in 64 bits", () => {
  it("makes it missing by coerce, be it text or a number", () => {
    const times = toDatetime(["0001-01-01", "2020-01-01T00:00:00.123456789", null], { errors: "coerce" });
    expect(times.astype("string").toList()).toEqual([null, "2020-01-01 00:00:00.123456789", null]);
    expect(toDatetime([1e300, 0, Infinity, -1e300], { errors: "coerce" }).toList()).toEqual([null, new Date(0), null, null]);
    expect(() => toDatetime([0, 1e300])).toThrow("row 1: 1e+300 does not fit in 64 bits of ms");
    expect(toDatetime([9_223_372_036_854_775_807n, 1n] as never, { unit: "D", errors: "coerce" }).toList()).toEqual([null, new Date(86_400_000)]);
  });

  it("does not count digits that no unit can keep", () => {
    const times = toDatetime(["9999-12-31T23:59:59.999999999", "0001-01-01"], { errors: "coerce" });
    expect(times.astype("string").toList()).toEqual([null, "0001-01-01 00:00:00"]);
  });

  it("keeps the first and the last ns that fit", () => {
    const cells = ["1677-09-21T00:12:43.145224192", "1677-09-21T00:12:43.145224191", "2262-04-11T23:47:16.854775807", "2262-04-11T23:47:16.854775808"];
    expect(toDatetime(cells, { errors: "coerce" }).isna().toList()).toEqual([false, true, false, true]);
  });
});
