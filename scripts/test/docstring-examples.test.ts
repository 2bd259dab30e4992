// Every `@example` of every package is run against the built packages: `expr; // → text` must print that text.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { collectExamples } from "../docstrings/collect.mjs";
import { runExamples } from "../docstrings/run.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

const withExamples = readdirSync(join(root, "packages"))
  .map((name) => ({ name, examples: collectExamples(join(root, "packages", name, "src"), root) }))
  .filter(({ examples }) => examples.length > 0);

describe.each(withExamples)("examples in $name", ({ examples }) => {
  let faults: { line: number; message: string }[][];

  beforeAll(async () => {
    faults = await runExamples(examples, root);
  }, 120_000);

  test.each(examples.map(({ file, line }, index) => [`${file}:${line}`, file, index] as const))("%s", (_, file, index) => {
    expect(faults[index]!.map(({ line, message }) => `${file}:${line}: ${message}`).join("\n")).toBe("");
  });
});
