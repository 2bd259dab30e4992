import { describe, expect, test } from "vitest";
import { judgeTargets, targetLines } from "../harness/targets.mjs";

const result = (name: string, wallMs: number, more = {}) => ({ name, status: "ok", wallMs, maxRss: 50e6, sha256: "aa", ...more });
const faster = (ours: number, theirs: number) => ({ met: theirs >= 2 * ours, figure: `${theirs / ours} ×` });
const judge = (target: object, results: object[], run = {}) => judgeTargets({ measure: "wallMs", targets: [{ text: "t", holds: faster, ...target }] }, results, run);

test("a target is met, missed, or unknown where a figure is missing", () => {
  const of = ["ours", "theirs"];
  expect(judge({ of }, [result("ours", 1), result("theirs", 3)])).toEqual([{ text: "t", met: true, figure: "3 ×" }]);
  expect(judge({ of }, [result("ours", 2), result("theirs", 3)])[0]!.met).toBe(false);
  expect(judge({ of }, [result("ours", 1), result("theirs", 3, { status: "FAILED" })])).toEqual([{ text: "t", met: null, figure: "theirs was not measured" }]);
  expect(judge({ of }, [result("ours", 1)])[0]!.met).toBeNull();
});

test("a target takes another figure than the time if it says so", () => {
  const holds = (bytes: number) => ({ met: bytes < 60e6, figure: `${bytes / 1e6} MB` });
  expect(judge({ of: ["ours"], take: "maxRss", holds }, [result("ours", 1)])).toEqual([{ text: "t", met: true, figure: "50 MB" }]);
});

test("a target of some rows is judged over those only", () => {
  const target = { of: ["ours", "theirs"], rows: [1000] };
  const results = [result("ours", 1), result("theirs", 3)];
  expect(judge(target, results, { rows: 1000 })).toHaveLength(1);
  expect(judge(target, results, { rows: 20 })).toEqual([]);
});

test("a wrong answer has no time, unless the target wants it, which is then said", () => {
  const results = [result("ours", 1), { name: "theirs", status: "WRONG", wrongMs: 50 }];
  expect(judge({ of: ["ours", "theirs"] }, results)[0]!.met).toBeNull();
  const even = { of: ["ours", { name: "theirs", evenWrong: true }] };
  expect(judge(even, results)[0]).toMatchObject({ met: true, figure: "50 ×; the answer of theirs is wrong" });
  expect(judge(even, [result("ours", 1), result("theirs", 3)])[0]).toMatchObject({ met: true, figure: "3 ×" });
});

test("where a contender's process dies of the job there is nothing to compare with, and the line says why", () => {
  const target = { of: ["ours", { name: "theirs", evenWrong: true }] };
  const judged = judge(target, [result("ours", 1), { name: "theirs", status: "FAILED", reason: "exit 1, it said: TypeError: no median" }]);
  expect(judged).toEqual([{ text: "t", met: null, impossible: true, figure: "theirs cannot do it: exit 1, it said: TypeError: no median" }]);
  expect(targetLines(judged)).toEqual(["- t: nothing to compare with (theirs cannot do it: exit 1, it said: TypeError: no median)"]);
});

describe("a target across numbers of rows", () => {
  const target = { of: [{ name: "ours", rows: 1000 }, { name: "ours", rows: 10 }], holds: (many: number, few: number) => ({ met: many <= 105 * few, figure: `${many / few} ×` }) };
  const record = (wallMs: number) => ({ machine: { date: "2026-11-25" }, results: [result("ours", wallMs)] });

  test("takes the other figure from what is kept, and says when that was measured", () => {
    const kept = (rows: number) => (rows === 10 ? record(2) : null);
    expect(judge(target, [result("ours", 100)], { rows: 1000, kept })).toEqual([{ text: "t", met: true, figure: "50 ×; ours over 10 rows as measured on 2026-11-25" }]);
  });

  test("can be judged from either side", () => {
    const kept = (rows: number) => (rows === 1000 ? record(900) : null);
    expect(judge(target, [result("ours", 2)], { rows: 10, kept })[0]).toMatchObject({ met: false });
  });

  test("is unknown while nothing is kept", () => {
    expect(judge(target, [result("ours", 100)], { rows: 1000 })[0]).toEqual({ text: "t", met: null, figure: "ours over 10 rows was not measured" });
  });
});
