import { expect, test } from "vitest";
import { passengerColumns, ticketColumns } from "../../datasets/passenger-columns.mjs";
import { frameJobs } from "../frame-jobs.mjs";
import { familyTable } from "../harness/family-table.mjs";
import { tableSums, wrongTable } from "../harness/table-sums.mjs";
import { judgeTargets } from "../harness/targets.mjs";

const sums = (columns: Record<string, unknown[]>, how: { keys?: string[]; ordered?: string[] } = { keys: ["k"] }) => tableSums(columns, how);

test("groups may come in any order, but a value in another group's row is wrong", () => {
  const right = sums({ k: ["a", "b"], x: [1, 2] });
  expect(wrongTable(sums({ x: [2, 1], k: ["b", "a"] }), right)).toBeNull();
  expect(wrongTable(sums({ k: ["a", "b"], x: [2, 1] }), right)).toMatch(/^column x/);
  expect(wrongTable(sums({ k: ["a", "c"], x: [1, 2] }), right)).toMatch(/^column k/);
});

test("another order of an ordered column, a missing cell, a column more and no answer are wrong", () => {
  const right = sums({ k: ["a", "b"], x: [1, 2] }, { ordered: ["x"] });
  expect(wrongTable(sums({ k: ["a", "b"], x: [2, 1] }, { ordered: ["x"] }), right)).toMatch(/^column x/);
  expect(wrongTable(sums({ k: ["a", "b"], x: [1, null] }, { ordered: ["x"] }), right)).toMatch(/^column x/);
  expect(wrongTable(sums({ k: ["a", "b"], x: [1, 2], y: [0, 0] }, { ordered: ["x"] }), right)).toBe("3 columns, not 2");
  expect(wrongTable(null, right)).toMatch(/^column k: undefined/);
});

test("sums of numbers may differ in their last bits, bools are numbers, lists are known by their texts", () => {
  const right = sums({ k: [1, 2], x: [0.1 + 0.2, 1], flag: [true, false], parts: [["a", "b"], []] });
  expect(wrongTable(sums({ k: [1, 2], x: [0.3, 1], flag: [1, 0], parts: [["a", "b"], []] }), right)).toBeNull();
  expect(wrongTable(sums({ k: [1, 2], x: [0.3, 1], flag: [1, 0], parts: [["ab"], []] }), right)).toMatch(/^column parts/);
});

test("columns of passengers are the same whichever others are made, and longer ones begin with shorter ones", () => {
  const { Fare, Age } = passengerColumns(100, ["Age", "Fare"]);
  expect(passengerColumns(100, ["Fare"]).Fare).toEqual(Fare);
  expect(passengerColumns(50, ["Age"]).Age).toEqual(Age!.slice(0, 50));
  expect((Age as (number | null)[]).filter((age) => age === null).length).toBeGreaterThan(5);
});

test("a ticket is there once at most", () => {
  const { TicketNo, Ticket } = ticketColumns();
  expect(new Set(TicketNo).size).toBe(TicketNo.length);
  expect(Ticket[7]).toBe(`T${TicketNo[7]! - 1000}`);
});

test("the plain answers are right on a few rows", () => {
  const columns = { Ticket: ["T1", "T2", "T1"], TicketNo: [1, 2, 1], Fare: [1, 5, 2], Age: [null, null, 3], PassengerId: [1, 2, 3], Name: ["b", "é", "a"], Pclass: [1, 1, 1], Sex: ["m", "m", "f"], Embarked: ["S", null, "S"] };
  const tickets = { Ticket: ["T2"], TicketNo: [2], Price: [9], Deck: ["A"] };
  const answer = (job: string) => (frameJobs as Record<string, { answer: (columns: object, tickets: object) => object }>)[job]!.answer(columns, tickets);
  expect(answer("groupby-few")).toEqual({ Sex: ["m", "f"], Pclass: [1, 1], Fare: [3, 2], Age: [NaN, 3] });
  expect(answer("groupby-integers")).toEqual({ TicketNo: [1, 2], Fare: [1.5, 5], Age: [3, null] });
  expect(answer("join-texts")).toMatchObject({ Price: [null, 9, null], Deck: [null, "A", null] });
  expect(answer("sort-texts")).toMatchObject({ PassengerId: [3, 1, 2], Name: ["a", "b", "é"] });
  expect(answer("value-counts-few")).toEqual({ Embarked: ["S"], count: [2] });
});

test("a family's table has a line a suite, ratios to the first contender, and what was missed or went wrong", () => {
  const result = (name: string, stepMs: number, more = {}) => ({ name, label: name, status: "ok", stepMs, ...more });
  const suite = { title: "sort", measure: "stepMs", contenders: [{ name: "ours", label: "ours" }, { name: "theirs", label: "theirs" }, { name: "slow", label: "slow" }] };
  const kept = {
    results: [result("ours", 20), result("theirs", 10), result("slow", 0, { status: "FAILED", reason: "not done" })],
    targets: [{ text: "as fast", met: false, figure: "2.00 ×" }, { text: "right", met: true, figure: "" }],
  };
  const table = familyTable([{ suite, kept }]);
  expect(table).toContain("| sort | 20.0 | 10.0 (0.50 ×) | FAILED |");
  expect(table).toContain("- sort, slow: **FAILED**: not done");
  expect(table).toContain("- 1 targets were met; these were not:\n- sort: as fast: **missed** (2.00 ×)");
});

test("the time of a process that was stopped counts where the target says so", () => {
  const targets = [{ text: "fast", of: ["ours", { name: "theirs", evenWrong: true }], holds: (ours: number, theirs: number) => ({ met: theirs / ours >= 50, figure: String(theirs / ours) }) }];
  const run: object = { rows: 1 };
  const results = [{ name: "ours", status: "ok", stepMs: 10 }, { name: "theirs", status: "FAILED", wrongMs: 1000 }];
  expect(judgeTargets({ measure: "stepMs", targets }, results, run)).toEqual([{ text: "fast", met: true, figure: "100; theirs was stopped then" }]);
  expect(judgeTargets({ measure: "stepMs", targets }, [results[0]!, { ...results[1]!, wrongMs: 100 }], run)).toEqual([{ text: "fast", met: null, figure: "10; theirs was stopped then" }]);
});
