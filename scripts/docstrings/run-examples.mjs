// A plain Node process that imports compiled examples one after the other and sends home what went wrong in each:
//   node run-examples.mjs FILE...   (started by fork)
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";

const LIMIT_MS = 20_000;

/** Wherever line breaks stand, it is the same value: inspect breaks lines by width, a docstring by taste. */
const oneLine = (text) => text.trim().replaceAll(/\s+/g, " ");

let faults;
let line;

globalThis.docstring = {
  at(number) {
    line = number;
  },
  check(number, value, expected) {
    const printed = inspect(value, { breakLength: Infinity, depth: 6 });
    // What prints itself as a table (a frame) may be shown so.
    if (oneLine(printed) !== oneLine(expected) && oneLine(String(value)) !== oneLine(expected)) {
      faults.push({ line: number, message: `says → ${oneLine(expected)}\nbut gives ${printed}` });
    }
  },
};

for (const [index, file] of process.argv.slice(2).entries()) {
  faults = [];
  line = null;
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${LIMIT_MS / 1000} s`)), LIMIT_MS);
  });
  try {
    await Promise.race([import(pathToFileURL(file).href), late]);
  } catch (error) {
    faults.push({ line, message: `throws ${inspect(error)}` });
  }
  clearTimeout(timer);
  await new Promise((resolve) => process.send({ index, faults }, resolve));
}
// Examples may leave a pool open, as their readers would between two lines of a script.
process.exit();
