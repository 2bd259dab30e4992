// Pool and Process of framepool; framepool.mjs has the dataframes.
import { versionOf } from "../harness/version.mjs";

const double = (n) => n * 2;
const square = (n) => n * n;
const numbers = (rows) => Array.from({ length: rows }, (_, n) => n);

/** A pool that has started; a step runs all tasks. */
async function tasks({ rows, workers }, options) {
  const { Pool } = await import("framepool");
  const pool = new Pool(workers);
  await pool.map(double, numbers(workers), { chunksize: 1 });
  const items = numbers(rows);
  return { step: () => pool.map(double, items, options), column: (results) => results, end: () => pool.terminate() };
}

export const library = {
  name: "framepool",
  url: import.meta.url,
  version: () => versionOf("framepool", import.meta.url),
};

export const jobs = {
  tasks: (options) => tasks(options, {}),
  "tasks-one": (options) => tasks(options, { chunksize: 1 }),
  async start({ workers }) {
    const { Pool } = await import("framepool");
    let pool;
    return {
      async step() {
        pool = new Pool(workers);
        return pool.map(double, numbers(workers), { chunksize: 1 });
      },
      column: (results) => results,
      after: () => pool.terminate(),
    };
  },
  async process() {
    const { Process } = await import("framepool");
    return {
      async step() {
        const child = new Process({ target: square, args: [7] });
        child.start();
        return [await child.result()];
      },
      column: (results) => results,
    };
  },
};
