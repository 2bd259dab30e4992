// The mechanism behind docstring-examples.test.ts, on examples that are right and wrong in known ways.
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { examplesIn } from "../docstrings/collect.mjs";
import { runExamples } from "../docstrings/run.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

const source = `
/**
 * Adds.
 * @example
 * \`\`\`ts
 * import { join } from "node:path";
 * const sum = 20 + 22; // → 42
 * join("a", "b"); // → 'a/b'
 * \`\`\`
 * @returns nothing of the example
 */
export const a = 1;

  /** One line @example is not one. */

/**
 * @example with a caption
 * 1 + 1; // → 3
 *
 * @example
 * throw new RangeError("too far");
 */
`;

test("examples are found with their lines, without fences and other tags", () => {
  expect(examplesIn(source).map(({ line, code }) => [line, code.split("\n").map((text: string) => text.trim()).filter(Boolean)])).toEqual([
    [5, ['import { join } from "node:path";', "const sum = 20 + 22; // → 42", "join(\"a\", \"b\"); // → 'a/b'"]],
    [18, ["1 + 1; // → 3"]],
    [21, ['throw new RangeError("too far");']],
  ]);
});

test("a true example has no fault, a false one says its line, the text and the value", async () => {
  const [right, wrong, throws] = await runExamples(examplesIn(source), root);
  expect(right).toEqual([]);
  expect(wrong).toEqual([{ line: 18, message: "says → 3\nbut gives 2" }]);
  expect(throws).toEqual([{ line: 21, message: expect.stringContaining("throws RangeError: too far") as string }]);
});

test("values over several lines are compared without their line breaks", async () => {
  const code = ["const rows = [{ name: 'a', at: { x: 1, y: [1, 2] } }, null];", "rows; // → [", "//   { name: 'a', at: { x: 1, y: [ 1, 2 ] } },", "//   null", "// ]"].join("\n");
  expect(await runExamples([{ file: "x.ts", line: 1, code }], root)).toEqual([[]]);
});

test("TypeScript is allowed, what does not parse is a fault, and so is what was never run", async () => {
  const examples = [
    { file: "x.ts", line: 1, code: "const twice = (n: number): number => 2 * n;\nawait Promise.resolve(twice(2)); // → 4" },
    { file: "x.ts", line: 10, code: "const = 1;" },
    { file: "x.ts", line: 20, code: "process.exit(0);" },
    { file: "x.ts", line: 30, code: "1; // → 1" },
  ];
  const [typed, broken, exits, after] = await runExamples(examples, root);
  expect(typed).toEqual([]);
  expect(broken).toHaveLength(1);
  expect(exits![0]!.message).toContain("was not run");
  expect(after![0]!.message).toContain("was not run");
});

test("checks inside an if are made, and a module that a worker imports makes none", async () => {
  const code = `import { Worker, isMainThread } from "node:worker_threads";
export const double = (n: number): number => 2 * n;
if (isMainThread) {
  double(2); // → 5
  const ended = await new Promise((resolve) => new Worker(new URL(import.meta.url)).once("exit", resolve));
  ended; // → 0
} else {
  double(2); // → 6
}`;
  expect(await runExamples([{ file: "x.ts", line: 1, code }], root)).toEqual([[{ line: 4, message: "says → 5\nbut gives 4" }]]);
});

test("an arrow that nothing can check is a fault, not a comment", async () => {
  const code = "const f = () => {\n  1; // → 2\n};";
  const [faults] = await runExamples([{ file: "x.ts", line: 1, code }], root);
  expect(faults![0]!.message).toContain("outside of functions, not behind: 1;");
});
