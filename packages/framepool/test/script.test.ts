import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import ts from "typescript";
import * as framepool from "framepool";

const here = fileURLToPath(new URL(".", import.meta.url));
const folder = mkdtempSync(join(here, ".tmp-script-"));
afterAll(() => rmSync(folder, { recursive: true }));

const SCRIPT = `
import { readCsv, parallelDataFrame, type DataFrame } from "framepool";

export function workFunc(data: DataFrame) {
  return data.assign({ length_str: data.col("Name").map((name) => name?.length ?? null) });
}

const df = await readCsv("train.csv", { dtype: "string" });
const out = await parallelDataFrame(df, workFunc, 4);
await out.toCsv("out.csv");
`;

const COMMON = `const { readCsv, parallelDataFrame } = require("framepool");
(async () => {
  const df = await readCsv("train.csv", { dtype: "string" });
  const out = await parallelDataFrame(df, (data) => data.assign({ length_str: data.col("Name").map((name) => name?.length ?? null) }), 2);
  await out.toCsv("out.csv");
})();`;
writeFileSync(join(folder, "script.cjs"), COMMON);
writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
writeFileSync(join(folder, "train.csv"), 'PassengerId,Name\n1,"Braund, Mr. Owen"\n2,\n3,Östby\n');
const EXPECTED = 'PassengerId,Name,length_str\n1,"Braund, Mr. Owen",16\n2,,\n3,Östby,5\n';

async function run(...args: string[]): Promise<string> {
  rmSync(join(folder, "out.csv"), { force: true });
  // A script that does not end by itself would meet the time-out.
  await promisify(execFile)(process.execPath, args, { cwd: folder, timeout: 20_000 });
  return readFileSync(join(folder, "out.csv"), "utf8");
}

describe("the script of the source document", () => {
  it("runs as it stands, as TypeScript through tsx", async () => {
    writeFileSync(join(folder, "script.ts"), SCRIPT);
    expect(await run("--import", "tsx", "script.ts")).toBe(EXPECTED);
  });

  it("runs compiled to JavaScript", async () => {
    const { outputText } = ts.transpileModule(SCRIPT, { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022 } });
    writeFileSync(join(folder, "script.js"), outputText);
    expect(await run("script.js")).toBe(EXPECTED);
  });

  it("may be the module of its own task, small as the frame is", async () => {
    const script = SCRIPT.replace("parallelDataFrame, type DataFrame", "parallel, moduleTask, isMainThread, type DataFrame")
      .replace("const df", "if (isMainThread) {\nconst df")
      .replace("await parallelDataFrame(df, workFunc, 4)", 'await parallel(df).mapPartitions(moduleTask<typeof workFunc>(import.meta.url, "workFunc")).collect()');
    writeFileSync(join(folder, "own-module.ts"), `${script}}\n`);
    expect(await run("--import", "tsx", "own-module.ts")).toBe(EXPECTED);
  });

  it("runs from CommonJS, with require", async () => {
    expect(await run("--no-warnings", "script.cjs")).toBe(EXPECTED);
    // As where a tool has a `require` of its own, which knows no ES modules: jest's.
    expect(await run("--no-experimental-require-module", "script.cjs")).toBe(EXPECTED);
  });

  it("runs where Node's permission model lets it read the project alone", async () => {
    const root = fileURLToPath(new URL("../../..", import.meta.url));
    const permission = process.allowedNodeEnvironmentFlags.has("--permission") ? "--permission" : "--experimental-permission";
    expect(await run("--no-warnings", permission, `--allow-fs-read=${root}*`, `--allow-fs-write=${folder}/*`, "--allow-worker", "script.cjs")).toBe(EXPECTED);
  });

  it("is there once, by require and by import", () => {
    const required = createRequire(import.meta.url)("framepool") as Readonly<Record<string, unknown>>;
    expect(Object.keys(required).sort()).toEqual(Object.keys(framepool).sort());
    for (const [name, value] of Object.entries(framepool)) expect(required[name], name).toBe(value);
  });
});

describe("framepool", () => {
  it("gives everything of its packages under one name", () => {
    for (const name of ["DataFrame", "Series", "concat", "readCsv", "scanCsv", "parallel", "parallelDataFrame", "Pool", "Process", "task", "moduleTask", "perWorker", "cpuCount", "isMainThread", "TaskError", "CaptureError"]) {
      expect(framepool, name).toHaveProperty(name);
    }
  });
});
