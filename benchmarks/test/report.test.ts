import { expect, test } from "vitest";
import { lengths } from "../harness/added-columns.mjs";
import { taskAnswers } from "../harness/answers.mjs";
import { digest } from "../harness/digest.mjs";
import { withResults } from "../harness/readme.mjs";
import { readReply, writeReply } from "../harness/reply.mjs";
import { median } from "../harness/statistics.mjs";
import { resultTable } from "../harness/table.mjs";

const result = (name: string, wallMs: number, more = {}) => ({ name, label: name, status: "ok", reason: null, wallMs, stepMs: null, firstStepMs: null, maxRss: 50e6, ...more });

test("a median is the middle, or half way between the two middle ones", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([10, 2, 4, 100])).toBe(7);
  expect(() => median([])).toThrow("median of no values");
});

test("a digest sees another value, another count and another order", () => {
  const right = digest([3, 1, 2]);
  expect(right).toEqual({ rows: 3, sum: 6, order: 3 + 2 + 6 });
  for (const other of [[3, 1, 4], [3, 1, 2, 0], [1, 3, 2]]) expect(digest(other)).not.toEqual(right);
});

test("lengths are counted in code points and in UTF-16 units", () => {
  expect([lengths.codePoints("a🚢é"), lengths.utf16Units("a🚢é")]).toEqual([3, 4]);
});

test("answers of tasks are known without a file", () => {
  expect(taskAnswers(3, 2)).toEqual({ doubles: digest([0, 2, 4]), firsts: digest([0, 2]), square: { rows: 1, sum: 49, order: 49 } });
});

test("a reply is found among whatever else was printed", () => {
  expect(readReply(`hello\n${writeReply({ maxRss: 1 })}bye\n`)).toEqual({ maxRss: 1 });
  expect(readReply("hello\n")).toBeNull();
});

test("the table ranks by time, takes the first contender as base and shows that it lost", () => {
  const table = resultTable({ suite: { measure: "wallMs" }, results: [result("ours", 2000), result("theirs", 500), result("slow", 4000)] });
  const lines = table.split("\n").slice(2);
  expect(lines.map((line: string) => line.split(" | ")[0])).toEqual(["| theirs", "| ours", "| slow"]);
  expect(lines[0]).toBe("| theirs | 0.50 | 0.25 | 50 |");
});

test("a contender without a figure stands below, with its reason", () => {
  const table = resultTable({ suite: { measure: "wallMs" }, results: [result("ours", 2000), { ...result("broken", 1), status: "WRONG", reason: "row 1 |\n is 2" }] });
  expect(table).toContain("| broken | WRONG |");
  expect(table).toContain("- broken: **WRONG**: row 1 \\| is 2");
});

test("targets stand below the table and the reasons", () => {
  const judged = [{ text: "twice as fast", met: true, figure: "2.50 ×" }, { text: "small", met: false, figure: "9 MB" }, { text: "same", met: null, figure: "b was not measured" }];
  const table = resultTable({ suite: { measure: "wallMs" }, results: [result("ours", 2000), { ...result("broken", 1), status: "FAILED", reason: "it died" }], judged });
  expect(table.split("\n\n")[1]).toBe("- broken: **FAILED**: it died");
  expect(table.split("\n\n")[2]).toBe("- twice as fast: met (2.50 ×)\n- small: **missed** (9 MB)\n- same: unknown (b was not measured)");
});

test("results replace those of the same suite in the README and leave the rest", () => {
  const first = withResults("# Title\n<!-- results end -->\n", "csv 10", "old");
  const second = withResults(withResults(first, "csv 20", "other"), "csv 10", "new");
  expect(second).toContain("<!-- csv 10 -->\nnew\n<!-- /csv 10 -->");
  expect(second).toContain("other");
  expect(second).not.toContain("old");
  expect(() => withResults("# Title\n", "csv 10", "x")).toThrow("results end");
});
