import { spawnSync } from "node:child_process";
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addedColumns } from "../harness/added-columns.mjs";
import { expectedAnswers, placesOf } from "../harness/answers.mjs";
import { CellSum } from "../harness/cell-sum.mjs";
import { checkFile, wrongCells } from "../harness/check.mjs";

const header = ["Name", "SibSp", "Parch", "Fare", "Cabin"];
const recipe = (...cells: string[]) => addedColumns.recipe.cells(cells, placesOf(header));

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), "framepool-benchmark-test-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, text: string) {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

describe("the recipe", () => {
  test("takes the title, counts the family, and says who is alone", () => {
    expect(recipe("Baxter, Mr. Leslie", "0", "0", "7.5", "")).toEqual(["Mr", "1", "U", "low", "1"]);
    expect(recipe("Carter, Mrs. Samuel L. (Ada Wick)", "1", "2", "91", "C85 C87")).toEqual(["Mrs", "4", "C", "top", "0"]);
  });

  test("a name without a title has none", () => {
    expect(recipe("王 小明", "0", "0", "7.5", "")[0]).toBe("");
  });

  test("a band holds its lower edge and not its upper one", () => {
    const bands = ["0", "9.9999", "10", "34.9", "35", "89.99", "90", "512"].map((fare) => recipe("A, Mr. B", "0", "0", fare, "")[3]);
    expect(bands).toEqual(["low", "low", "middle", "middle", "high", "high", "top", "top"]);
  });
});

describe("a file that adds several columns", () => {
  const line = '"Baxter, Mr. Leslie",0,0,7.50,';

  test("is right if the other cells are the same texts and the new ones as expected, however they are quoted", async () => {
    const input = await file("input.csv", `${header.join()}\n${line}\n`);
    const expected = await expectedAnswers(input, ["recipe"]);
    const check = async (text: string) => checkFile(await file("output.csv", text), input, expected, "recipe");
    const names = [...header, ...addedColumns.recipe.names].join();
    const right = await check(`${names}\n${line},Mr,1,U,low,1\n`);
    expect(right).toEqual({ wrong: null, sha256: expected.recipe.sha256 });
    const quoted = await check(`${names}\n${line},"Mr","1","U","low","1"\n`);
    expect(quoted.wrong).toBeNull();
    expect(quoted.sha256).not.toBe(right.sha256);
    expect((await check(`${names}\n${line.replace("7.50", "7.5")},Mr,1,U,low,1\n`)).wrong).toMatch(/^row 0 is .*"7\.5"/);
    expect((await check(`${names}\n${line},Mr,1.0,U,low,1\n`)).wrong).toMatch(/^row 0/);
    expect((await check(`${names.replace("deck", "cabin")}\n${line},Mr,1,U,low,1\n`)).wrong).toMatch(/^header/);
  });
});

describe("sums of cells", () => {
  test("texts are measured and looked into, numbers are added, null, NaN and empty texts are missing", () => {
    const sum = new CellSum("x").addAll(["ab", "", null, "a🚢", 2.5, NaN, undefined]);
    expect({ ...sum }).toEqual({ name: "x", rows: 7, missing: 4, numbers: 2.5, units: 5, lastUnits: "b".charCodeAt(0) + "🚢".charCodeAt(1) });
  });

  test("a value that is neither text nor number is refused", () => {
    expect(() => new CellSum("x").add(1n)).toThrow("column x holds a bigint");
  });

  test("every column is summed as text, or as numbers where all of its cells are some", async () => {
    const input = await file("cells.csv", "a,b,c\n1,1,\n2.5,x,\n,-3,\n");
    const { textCells, typedCells } = await expectedAnswers(input, ["textCells", "typedCells"]);
    const [a, b, c] = typedCells.cells;
    expect(a).toMatchObject({ name: "a", rows: 3, missing: 1, numbers: 3.5, units: 0 });
    expect(b).toMatchObject({ missing: 0, numbers: 0, units: 4 });
    expect(c).toMatchObject({ rows: 3, missing: 3 });
    expect(textCells.cells[0]).toMatchObject({ missing: 1, numbers: 0, units: 4, lastUnits: "1".charCodeAt(0) + "5".charCodeAt(0) });
  });

  test("another sum, column or count of columns is wrong; the last bits of a sum of numbers are not", () => {
    const sums = (numbers: number, name = "a") => [{ ...new CellSum(name).addAll(["x"]), numbers }];
    expect(wrongCells(sums(1 / 3), sums(1 / 3 + 1e-12))).toBeNull();
    expect(wrongCells(sums(1), sums(1.001))).toMatch(/^column a: /);
    expect(wrongCells(sums(1, "b"), sums(1))).toMatch(/^column a: /);
    expect(wrongCells([], sums(1))).toBe("sums of 0 columns, not of 1");
    expect(wrongCells(null, sums(1))).toBe("sums of no columns, not of 1");
  });
});

describe("answers are kept beside the input", () => {
  test("and only those that are missing are worked out", async () => {
    const input = join(folder, "passengers.csv");
    await copyFile(fileURLToPath(new URL("../../datasets/passengers.csv", import.meta.url)), input);
    expect(Object.keys(await expectedAnswers(input, ["heavy"]))).toEqual(["heavy"]);
    const [kept] = (await readdir(folder)).filter((name) => name.startsWith("passengers.csv.answers"));
    await writeFile(join(folder, kept!), '{"heavy":"as it was"}');
    const more = await expectedAnswers(input, ["heavy", "codePoints"]);
    expect(more.heavy).toBe("as it was");
    expect(more.codePoints.digest.rows).toBe(2000);
    expect(JSON.parse(await readFile(join(folder, kept!), "utf8"))).toEqual(more);
  });
});

test.runIf(process.platform === "linux")("the peak of a process is its own, not that of a larger one which started it", () => {
  const peak = new URL("../harness/peak.mjs", import.meta.url).href;
  const ask = `import(${JSON.stringify(peak)}).then(({ peakRss }) => console.log(peakRss()))`;
  const large = `const held = Buffer.alloc(300e6, 1); const { stdout } = require("node:child_process").spawnSync(process.execPath, ["-e", ${JSON.stringify(ask)}], { encoding: "utf8" }); console.log(stdout, held.length)`;
  const [own] = spawnSync(process.execPath, ["-e", large], { encoding: "utf8" }).stdout.split(/\s+/);
  expect(Number(own)).toBeGreaterThan(10e6);
  expect(Number(own)).toBeLessThan(200e6);
});
