import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jobs } from "../contenders/framepool-file.mjs";
import { fileJobs, passengerTypes, recordNumbers } from "../file-jobs.mjs";
import { ports } from "../harness/data.mjs";
import { familyTable } from "../harness/family-table.mjs";
import { checkResult, fileAnswers } from "../harness/file-answers.mjs";

type Columns = Record<string, unknown[]>;
type Job = (options: object) => Promise<{ columns: Columns } | undefined>;

const names = Object.entries(fileJobs as Record<string, { title?: string }>).filter(([, { title }]) => title !== undefined).map(([name]) => name);
const passengers = fileURLToPath(new URL("../../datasets/passengers.csv", import.meta.url));

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), "framepool-benchmark-test-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, text: string) {
  const input = join(folder, name);
  await writeFile(input, text);
  return input;
}

async function result(job: string, input: string) {
  const output = join(folder, `${job}.csv`);
  const columns = (await (jobs as Record<string, Job>)[job]!({ input, ports, output, workers: 1 }))?.columns ?? null;
  return { columns, output };
}

describe("what framepool gives over 2,000 passengers", () => {
  let expected: object;
  let input: string;
  beforeAll(async () => {
    input = await file("passengers.csv", await readFile(passengers, "utf8"));
    expected = await fileAnswers(input, names);
  });

  test.each(names)("is right in %s, and a change of it is noticed", async (job) => {
    const { columns, output } = await result(job, input);
    const wrong = async (given: Columns | null, file: string) => (await checkResult(given, file, expected, job)).wrong;
    expect(await wrong(columns, output)).toBeNull();
    if (columns === null) {
      const other = join(folder, "other.csv");
      const [header, first, second, ...lines] = (await readFile(output, "utf8")).split("\n");
      const swapped = job === "value-counts" ? [header, ...lines, first, second] : [header, second, first, ...lines];
      for (const changed of [swapped, [header, first, ...lines], [header, first, `1${second}`, ...lines], [header, first, `${second},`, ...lines]]) {
        await writeFile(other, changed.join("\n"));
        expect(await wrong(null, other)).toMatch(/^column |^a row of /);
      }
      expect(await wrong(null, join(folder, "none.csv"))).toBe("no output file");
    } else {
      for (const [name, cells] of Object.entries(columns)) {
        const last = cells.at(-1);
        expect(await wrong({ ...columns, [name]: [...cells.slice(0, -1), typeof last === "number" ? last + 0.001 : "elsewhere"] }, output)).toMatch(/^column /);
      }
      expect(await wrong(null, output)).toMatch(/^column .*: undefined is not/);
    }
  });
});

describe("the plain answers on a few rows", () => {
  const header = Object.keys(passengerTypes).join();
  const lines = ["1,1,3,b,m,40,0,0,T1,60.5,C85,S", "2,0,3,é,f,,0,0,T2,60.5,,S", '3,1,1,"a, b",m,31,0,0,T1,7,,C', "4,0,1,a,m,50,0,0,T3,99,,"];

  async function rightBy(job: string, columns: Columns | null, text = "") {
    const input = await file("few.csv", [header, ...lines, ""].join("\n"));
    return (await checkResult(columns, await file("output.csv", text), await fileAnswers(input, [job]), job)).wrong;
  }

  test("groups have no missing key, and may come in any order", async () => {
    const columns = { Embarked: ["C", "S"], Pclass: [1, 3], Fare: [7, 60.5], Age_mean: [31, 40], Age_max: [31, 40], Survived: [1, 1] };
    expect(await rightBy("groupby", columns)).toBeNull();
    expect(await rightBy("groupby", { ...columns, Fare: [60.5, 7] })).toMatch(/^column Fare/);
    expect(await rightBy("join", { Country: ["England", "France"], Pclass: [3, 1], Fare: [60.5, 7], Survived: [0.5, 1] })).toBeNull();
  });

  test("medians lie between two cells where their number is even, and missing cells are none", async () => {
    expect(await rightBy("median", { Age: [40], Fare: [60.5] })).toBeNull();
    const { columns } = await result("describe", await file("few.csv", [header, ...lines, ""].join("\n")));
    expect(columns).toMatchObject({ "Age count": [3], "Age 25%": [35.5], "PassengerId std": [Math.sqrt(5 / 3)], "Fare 50%": [60.5], "Fare 75%": [70.125] });
    expect(await rightBy("describe", columns)).toBeNull();
  });

  test("files have their rows in order, with numbers in any form and quotes where they like", async () => {
    const [one, two, three, four] = lines;
    expect(await rightBy("sort", null, [header, three, one, two, four, ""].join("\n"))).toBeNull();
    expect(await rightBy("sort", null, [header, three, two, one, four, ""].join("\n"))).toMatch(/^column PassengerId/);
    expect(await rightBy("drop-duplicates", null, [header, '1,1,3,"b",m,40.0,0,0,T1,6.05e1,"C85",S', two, four, ""].join("\r\n"))).toBeNull();
    expect(await rightBy("filter", null, [header, one, four, ""].join("\n"))).toBeNull();
    expect(await rightBy("filter", null, [header, one, four!.replace("T3", "T4"), ""].join("\n"))).toMatch(/^column Ticket/);
    expect(await rightBy("value-counts", null, "Ticket,count\nT1,2\nT3,1\nT2,1\n")).toBeNull();
    expect(await rightBy("value-counts", null, "Ticket,count\nT3,1\nT1,2\nT2,1\n")).toMatch(/^column count/);
    expect(await rightBy("value-counts", null, "Ticket,count\nT2,2\nT3,1\nT1,1\n")).toMatch(/^column count/);
    expect(await rightBy("value-counts", null, "")).toMatch(/^column Ticket: undefined/);
  });
});

test("of a file's cells only those of the columns of numbers are numbers", () => {
  expect(recordNumbers(["Age", "Ticket", "count"])(["7.0", "7", ""])).toEqual([7, expect.not.closeTo(7), NaN]);
});

test("a family of whole processes is told in seconds, and its memory below", () => {
  const contenders = [{ name: "ours", label: "ours" }, { name: "theirs", label: "theirs" }, { name: "few", label: "few" }];
  const suite = { title: "sort", measure: "wallMs", contenders: contenders.slice(0, 2) };
  const results = [{ name: "ours", label: "ours", status: "ok", wallMs: 1500, maxRss: 100e6 }, { name: "theirs", label: "theirs", status: "ok", wallMs: 750, maxRss: 250e6 }];
  const table = familyTable([{ suite, kept: { results, targets: [] } }, { suite: { ...suite, title: "filter", contenders }, kept: { results: [results[0]], targets: [] } }]);
  expect(table).toContain("| s, and × framepool's | ours | theirs | few |\n| :-- | --: | --: | --: |\n| sort | 1.50 | 0.75 (0.50 ×) |  |\n| filter | 1.50 |  |  |");
  expect(table).toContain("| peak RSS, MB | ours | theirs | few |\n| :-- | --: | --: | --: |\n| sort | 100 | 250 |  |");
});
