// Each rule of .dependency-cruiser.cjs is broken once, in a small copy of the folder layout, and must say so.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const depcruise = join(root, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs");
const config = join(root, ".dependency-cruiser.cjs");

/** Breaks: a rule, the file that breaks it, and what that file says. */
const broken: [rule: string, file: string, source: string][] = [
  ["errors-imports-only-below", "packages/errors/src/up.ts", 'export { x } from "../../frame/src/index.js";'],
  ["frame-imports-only-below", "packages/frame/src/sideways.ts", 'export { x } from "@framepool/pool";'],
  ["pool-imports-only-below", "packages/pool/src/sideways.ts", 'export type { X } from "@framepool/frame";'],
  ["csv-imports-only-below", "packages/csv/src/pool.ts", 'export { x } from "@framepool/pool";'],
  ["parallel-imports-only-below", "packages/parallel/src/up.ts", 'export { x } from "framepool";'],
  ["frame-memory-imports-only-below", "packages/frame/src/vector.ts", 'export { x } from "./verbs/selection/select.js";'],
  ["frame-build-imports-only-below", "packages/frame/src/build/up.ts", 'export { x } from "../verbs/selection/select.js";'],
  ["frame-verbs-arguments-imports-only-below", "packages/frame/src/verbs/arguments/up.ts", 'export { x } from "../selection/select.js";'],
  ["frame-verbs-take-imports-only-below", "packages/frame/src/verbs/take/up.ts", 'export { x } from "../../aggregates/sum.js";'],
  ["frame-verbs-cells-imports-only-below", "packages/frame/src/verbs/cells/up.ts", 'import type { X } from "../statistics/describe.js"; export const x: X = 1;'],
  ["frame-dt-imports-only-below", "packages/frame/src/dt/up.ts", 'export { x } from "../verbs/selection/select.js";'],
  ["frame-aggregates-imports-only-below", "packages/frame/src/aggregates/up.ts", 'export { x } from "../verbs/selection/select.js";'],
  ["frame-verbs-selection-imports-only-below", "packages/frame/src/verbs/selection/up.ts", 'export { x } from "../statistics/describe.js";'],
  ["frame-verbs-statistics-imports-only-below", "packages/frame/src/verbs/statistics/facade.ts", 'export { x } from "../../DataFrame.js";'],
  ["frame-kernels-of-learn-imports-only-below", "packages/frame/src/learn/facade.ts", 'export { x } from "../DataFrame.js";'],
  ["pool-protocol-imports-only-below", "packages/pool/src/protocol.ts", 'export { x } from "./travel/ship.js";'],
  ["pool-travel-imports-only-below", "packages/pool/src/travel/up.ts", 'export { x } from "../crew/Crew.js";'],
  ["parallel-parts-imports-only-below", "packages/parallel/src/parts/up.ts", 'export { x } from "../steps/select.js";'],
  ["parallel-plans-and-steps-imports-only-below", "packages/parallel/src/sinks/up.ts", 'export { x } from "../run/run.js";'],
  ["parallel-plans-and-steps-imports-only-below", "packages/parallel/src/worker.ts", 'export { x } from "./pipeline/Pipeline.js";'],
  ["parallel-runs-imports-only-below", "packages/parallel/src/run/up.ts", 'export { x } from "../pipeline/Pipeline.js";'],
  ["parallel-pipelines-imports-only-below", "packages/parallel/src/pipeline/up.ts", 'export { x } from "../parallel.js";'],
  ["across-packages-by-the-door", "packages/csv/src/window.ts", 'export { x } from "../../frame/src/bitmap.js";'],
  ["only-arrow-imports-apache-arrow", "packages/frame/src/build/arrow.ts", 'export const load = () => import("apache-arrow");'],
  ["danfo-imports-only-below", "packages/danfo/src/sideways.ts", 'export { x } from "@framepool/pool";'],
  ["only-danfo-imports-danfojs", "packages/parallel/src/danfo.ts", 'export const load = () => import("danfojs-node");'],
  ["workers-load-little", "packages/pool/src/worker/heavy.ts", 'export { x } from "acorn";'],
  ["workers-reach-no-parser", "packages/pool/src/worker/detour.ts", 'export { x } from "../travel/ship.js";'],
  ["benchmarks-use-public-packages", "benchmarks/inside.mjs", 'export { x } from "../packages/frame/src/index.js";'],
  ["packages-stand-alone", "packages/csv/src/outside.ts", 'export { x } from "../../../benchmarks/inside.mjs";'],
  ["resolvable", "packages/csv/src/nowhere.ts", 'export { x } from "./no-such-file.js";'],
  ["no-cycles", "packages/csv/src/egg.ts", 'export { y as x } from "./hen.js";'],
  ["no-orphans", "packages/csv/src/lonely.ts", "export const x = 1;"],
];

/** What the breaks lean on; by itself it keeps every rule. */
const sound: Record<string, string> = {
  "packages/errors/src/index.ts": "export const x = 1;",
  "packages/frame/src/bitmap.ts": "export const x = 1;",
  "packages/frame/src/aggregates/sum.ts": 'export { x } from "../bitmap.js";',
  "packages/frame/src/verbs/selection/select.ts": 'export { x } from "../../aggregates/sum.js";',
  "packages/frame/src/verbs/statistics/describe.ts": 'export { x } from "../selection/select.js";',
  "packages/frame/src/DataFrame.ts": 'export { x } from "./verbs/selection/select.js";',
  "packages/frame/src/arrow/ipc.ts": 'export const load = () => import("apache-arrow");',
  "packages/frame/src/index.ts": 'export { x } from "./DataFrame.js"; export { load } from "./arrow/ipc.js"; export { x as y } from "@framepool/errors";',
  "packages/pool/src/travel/ship.ts": 'export { x } from "acorn";',
  "packages/pool/src/crew/Crew.ts": 'export { x } from "../travel/ship.js";',
  "packages/pool/src/index.ts": 'export { x } from "./crew/Crew.js";',
  "packages/csv/src/egg.ts": 'import type { X } from "./hen.js"; export const x: X = 1;',
  "packages/csv/src/hen.ts": 'import { x } from "./egg.js"; export type X = number; export const y = x;',
  "packages/parallel/src/steps/select.ts": "export const x = 1;",
  "packages/parallel/src/run/run.ts": 'export { x } from "../steps/select.js";',
  "packages/parallel/src/pipeline/Pipeline.ts": 'export { x } from "../run/run.js";',
  "packages/parallel/src/parallel.ts": 'export { x } from "./pipeline/Pipeline.js";',
  "packages/parallel/src/index.ts": 'export { x } from "./parallel.js";',
  "packages/framepool/src/index.ts": 'export { x } from "@framepool/frame";',
  "benchmarks/run.mjs": 'export { x } from "framepool";',
};

const names: Record<string, string> = { errors: "@framepool/errors", frame: "@framepool/frame", pool: "@framepool/pool", framepool: "framepool" };
const everyFolder = ["packages/*/{src,bin}", "benchmarks"];

let scratch: string;

async function write(folder: string, files: Record<string, string>) {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
}

async function layOut(name: string, files: Record<string, string>) {
  const folder = join(scratch, name);
  await write(folder, { "tsconfig.json": "{}", "package.json": '{ "type": "module" }' });
  for (const dependency of ["apache-arrow", "acorn", "danfojs-node"]) {
    await write(folder, {
      [`node_modules/${dependency}/package.json`]: JSON.stringify({ name: dependency, version: "1.0.0", main: "index.js" }),
      [`node_modules/${dependency}/index.js`]: "exports.x = 1;",
    });
  }
  const dependencies = Object.fromEntries([...Object.values(names), "apache-arrow", "acorn", "danfojs-node"].map((each) => [each, "*"]));
  for (const each of ["errors", "frame", "pool", "csv", "parallel", "danfo", "framepool"]) {
    await write(folder, {
      [`packages/${each}/package.json`]: JSON.stringify({ name: names[each] ?? `@framepool/${each}`, type: "module", exports: { ".": "./dist/index.js" }, dependencies }),
      [`packages/${each}/dist/index.js`]: "export const x = 1;",
    });
  }
  // A workspace's link, without needing the right to make one: a package whose main file is the built one.
  for (const [each, name] of Object.entries(names)) {
    await write(folder, { [`node_modules/${name}/package.json`]: JSON.stringify({ name, main: `${name.includes("/") ? "../" : ""}../../packages/${each}/dist/index.js` }) });
  }
  await write(folder, files);
  return folder;
}

async function cruise(folder: string, ...options: string[]) {
  return promisify(execFile)(process.execPath, [depcruise, "--config", config, ...options, ...everyFolder], { cwd: folder });
}

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "framepool-layers-"));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

test("a tree that keeps the rules passes", async () => {
  await expect(cruise(await layOut("sound", sound))).resolves.toMatchObject({ stdout: expect.stringContaining("no dependency violations") as string });
});

test("one bad import makes the command fail", async () => {
  const [rule, file, source] = broken[1]!;
  await expect(cruise(await layOut("one", { ...sound, [file]: source }))).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining(rule) as string });
});

test("every room of the frame's verbs has its place among the rooms", async () => {
  const { forbidden } = createRequire(import.meta.url)(config) as { forbidden: { from: { path?: string } }[] };
  const inRooms = forbidden.flatMap(({ from }) => (from.path?.startsWith("^packages/frame/src/(") === true ? [new RegExp(from.path)] : []));
  const files = await readdir(join(root, "packages/frame/src/verbs"), { recursive: true });
  const free = files.filter((file) => file.endsWith(".ts")).filter((file) => !inRooms.some((room) => room.test(`packages/frame/src/verbs/${file.replaceAll(sep, "/")}`)));
  expect({ free, some: files.length > 0 }).toEqual({ free: [], some: true });
});

describe("each wall", () => {
  let found: { rule: { name: string }; from: string }[];

  beforeAll(async () => {
    const folder = await layOut("broken", { ...sound, ...Object.fromEntries(broken.map(([, file, source]) => [file, source])) });
    const { stdout } = await cruise(folder, "--output-type", "json").catch((error: { stdout: string }) => error);
    found = (JSON.parse(stdout) as { summary: { violations: typeof found } }).summary.violations;
  });

  test.each(broken)("%s is reported for %s", (rule, file) => {
    expect(found.filter(({ from }) => from === file).map((violation) => violation.rule.name)).toContain(rule);
  });
});
