// What the README and the guides show in TypeScript compiles, as strictly as a reader's compiler may be set.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as framepool from "framepool";

const here = fileURLToPath(new URL(".", import.meta.url));
const pages = [join(here, "../../README.md"), ...readdirSync(here).filter((name) => name.endsWith(".md") && name !== "danfojs.md").map((name) => join(here, name))];

const blocks = pages.flatMap((page) => {
  const text = readFileSync(page, "utf8");
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map((block) => ({ place: `${basename(page)}:${text.slice(0, block.index).split("\n").length}`, code: block[1]! }));
});

/** What a page has from an example before, or leaves to its reader. */
const around = `
const df: framepool.DataFrame, pipe: framepool.Pipeline, pool: framepool.Pool, items: number[];
const range: (n: number) => number[], priceOf: (row: { Name: string | null }) => { length: number };
const database: { query(text: string): AsyncIterable<{ name: string; age: number }>; insert(table: string, rows: object[]): Promise<void> };
const writeFile: typeof import("node:fs/promises").writeFile;`;

/** Every name of the package, since only the first example of a page imports it; those that an example declares itself hide these. */
const prelude = `import type * as framepool from "framepool";
declare global {
${Object.entries(framepool).map(([name, value]) => `const ${name}: typeof framepool.${name};${/^class /.test(String(value)) ? ` type ${name} = InstanceType<typeof framepool.${name}>;` : ""}`).join("\n")}
${around}
}`;

describe("the examples of the README and the guides", () => {
  const folder = mkdtempSync(join(here, ".tmp-guides-"));
  const faults = new Map<string, string[]>();

  beforeAll(() => {
    const files = blocks.map(({ code }, index) => {
      const path = join(folder, `block-${index}.ts`);
      writeFileSync(path, `${code}export {};\n`);
      return path;
    });
    writeFileSync(join(folder, "prelude.d.ts"), prelude);
    const { NodeNext: module } = ts.ModuleKind;
    const program = ts.createProgram([...files, join(folder, "prelude.d.ts")], { module, target: ts.ScriptTarget.ES2022, lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts"], strict: true, noUncheckedIndexedAccess: true, noEmit: true, skipLibCheck: true, types: ["node"] });
    for (const { file, start, messageText } of ts.getPreEmitDiagnostics(program)) {
      const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
      const name = file === undefined ? "" : basename(file.fileName);
      faults.set(name, [...(faults.get(name) ?? []), `${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`]);
    }
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("are there, and what stands around them compiles", () => {
    expect(blocks.length).toBeGreaterThan(20);
    expect([faults.get(""), faults.get("prelude.d.ts")]).toEqual([undefined, undefined]);
  });

  it.each(blocks.map(({ place }, index) => [place, index] as const))("compile: %s", (_, index) => {
    expect(faults.get(`block-${index}.ts`) ?? []).toEqual([]);
  });
});
