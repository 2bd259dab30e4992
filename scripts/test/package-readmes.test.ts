// What npm shows of each package: short, with an example that runs in that package alone, and links that lead somewhere.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { runExamples } from "../docstrings/run.mjs";

const packages = fileURLToPath(new URL("../../packages", import.meta.url));

describe.each(readdirSync(packages))("the README of %s", (name) => {
  const folder = join(packages, name);
  const text = readFileSync(join(folder, "README.md"), "utf8");
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { name: string };

  test("is forty lines at most, bears the package's name and says how it is installed", () => {
    expect(text.split("\n").length - 1).toBeLessThanOrEqual(40);
    expect(text).toMatch(`# ${manifest.name}\n`);
    expect(text).toMatch(new RegExp(`^npm install (.* )?${manifest.name}( |$)`, "m"));
  });

  test("has an example that does what it says", async () => {
    const examples = [...text.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map((block) => ({ code: block[1]!, line: text.slice(0, block.index).split("\n").length + 1 }));
    expect(examples.length).toBeGreaterThan(0);
    for (const { code } of examples) expect(code).toContain("// → ");
    expect(await runExamples(examples, folder)).toEqual(examples.map(() => []));
  }, 60_000);

  test("leads to pages that are there", () => {
    const pages = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map((link) => link[1]!);
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.filter((page) => !existsSync(join(folder, page)))).toEqual([]);
  });
});
