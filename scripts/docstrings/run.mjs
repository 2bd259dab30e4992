import { fork } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compileExample } from "./compile.mjs";

const runner = fileURLToPath(new URL("run-examples.mjs", import.meta.url));

/**
 * Runs examples in one process of their own, outside any test runner's transforms: functions in them are shipped to workers as
 * they stand. They lie in a folder inside `root` meanwhile, so that packages resolve.
 * @returns {Promise<{ line: number, message: string }[][]>} the faults of each example, in order
 */
export async function runExamples(examples, root) {
  const folder = mkdtempSync(join(root, ".tmp-docstrings-"));
  try {
    const faults = examples.map(() => [{ line: null, message: "was not run: an earlier example ended the process" }]);
    const compiled = examples.flatMap((example, index) => {
      try {
        const file = join(folder, `example-${index}.mjs`);
        writeFileSync(file, compileExample(example));
        return [{ index, file }];
      } catch (error) {
        faults[index] = [{ line: example.line, message: error.message }];
        return [];
      }
    });
    await inOneProcess(compiled.map(({ file }) => file), (reply) => (faults[compiled[reply.index].index] = reply.faults));
    return faults.map((list, index) => list.map(({ line, message }) => ({ line: line ?? examples[index].line, message })));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function inOneProcess(files, onReply) {
  return new Promise((resolve, reject) => {
    const child = fork(runner, files, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
    child.on("message", onReply);
    child.once("error", reject);
    child.once("close", resolve);
  });
}
