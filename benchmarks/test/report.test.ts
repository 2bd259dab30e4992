import { expect, test } from "vitest";
import { lengths, taskAnswers } from "../harness/answers.mjs";
import { digest } from "../harness/digest.mjs";
import { withResults } from "../harness/readme.mjs";
import { readReply, writeReply } from "../harness/reply.mjs";
import { median } from "../harness/statistics.mjs";
import { judgeTargets, resultTable } from "../harness/table.mjs";
import { libraries, suites } from "../suites.mjs";

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

test("a target is met, missed, or unknown where a figure is missing", () => {
  const targets = [{ text: "twice as fast", of: ["ours", "theirs"], holds: (ours: number, theirs: number) => ({ met: theirs >= 2 * ours, figure: `${theirs / ours} ×` }) }];
  const judge = (results: object[]) => judgeTargets({ measure: "wallMs", targets }, results)[0]!.met;
  expect(judge([result("ours", 1), result("theirs", 3)])).toBe(true);
  expect(judge([result("ours", 2), result("theirs", 3)])).toBe(false);
  expect(judge([result("ours", 1), result("theirs", 3, { status: "FAILED" })])).toBeNull();
});

test("results replace those of the same suite in the README and leave the rest", () => {
  const first = withResults("# Title\n<!-- results end -->\n", "csv 10", "old");
  const second = withResults(withResults(first, "csv 20", "other"), "csv 10", "new");
  expect(second).toContain("<!-- csv 10 -->\nnew\n<!-- /csv 10 -->");
  expect(second).toContain("other");
  expect(second).not.toContain("old");
  expect(() => withResults("# Title\n", "csv 10", "x")).toThrow("results end");
});

test.each(Object.entries(suites))("suite %s names known libraries, each contender once, and targets of its own contenders", (_, suite) => {
  const names = suite.contenders.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { library } of suite.contenders) expect(Object.keys(libraries)).toContain(library);
  for (const { of } of "targets" in suite ? suite.targets : []) expect(names).toEqual(expect.arrayContaining(of));
});
