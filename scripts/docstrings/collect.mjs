import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/**
 * Every `@example` in the doc comments of a folder's TypeScript files: `{ file, line, code }`, where `line` is that of the code's
 * first line in the file. Fences of ``` are left out; a text beside `@example` is a caption.
 */
export function collectExamples(folder, root = folder) {
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".ts")).sort();
  return files.flatMap((name) => {
    const path = join(folder, name);
    const file = relative(root, path).split(sep).join("/");
    return examplesIn(readFileSync(path, "utf8")).map((example) => ({ file, ...example }));
  });
}

/** The examples of one source text. */
export function examplesIn(source) {
  const found = [];
  for (const comment of source.matchAll(/\/\*\*[\s\S]*?\*\//g)) {
    const firstLine = source.slice(0, comment.index).split("\n").length;
    let example = null;
    for (const [at, raw] of comment[0].split("\n").entries()) {
      const line = raw.replace(/^\s*(\/\*\*|\*\/|\*) ?/, "").replace(/\*\/\s*$/, "");
      if (/^\s*@\w+/.test(line)) {
        example = /^\s*@example\b/.test(line) ? { line: firstLine + at + 1, lines: [] } : null;
        if (example) found.push(example);
      } else if (example) {
        // A fence becomes an empty line, so that the numbers of the lines stay.
        example.lines.push(/^\s*```/.test(line) ? "" : line);
      }
    }
  }
  return found.map(({ line, lines }) => ({ line, code: lines.join("\n").trimEnd() }));
}
