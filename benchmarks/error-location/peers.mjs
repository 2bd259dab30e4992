// Each library: 1,000 rows through the function of work.mjs, on its workers where it has some.
import { fileURLToPath } from "node:url";
import { lengthOf } from "./work.mjs";

const file = new URL("work.mjs", import.meta.url);
const rows = Array.from({ length: 1000 }, (_, id) => ({ id, name: `n${id}` }));
const chunks = Array.from({ length: 4 }, (_, i) => rows.slice(i * 250, (i + 1) * 250));

export const peers = {
  async framepool() {
    const { DataFrame, parallel } = await import("framepool");
    await parallel(DataFrame.fromRows(rows), { workers: 2, partitionRows: 250 })
      .apply((row) => {
        if (row.id === 700) throw Object.assign(new RangeError("the name is odd"), { detail: 7 });
        return row.name.length;
      })
      .collect();
  },
  async piscina() {
    const { Piscina } = await import("piscina");
    const pool = new Piscina({ filename: file.href, name: "lengthsOf", maxThreads: 2 });
    try {
      await Promise.all(chunks.map((chunk) => pool.run(chunk)));
    } finally {
      await pool.destroy();
    }
  },
  async workerpool() {
    const { default: workerpool } = await import("workerpool");
    const pool = workerpool.pool(fileURLToPath(new URL("workerpool-work.mjs", import.meta.url)), { maxWorkers: 2, workerType: "thread" });
    try {
      await Promise.all(chunks.map((chunk) => pool.exec("lengthsOf", [chunk])));
    } finally {
      await pool.terminate();
    }
  },
  async "nodejs-polars"() {
    const { default: pl } = await import("nodejs-polars");
    pl.DataFrame(rows).toRecords().map(lengthOf);
  },
  async "danfojs-node"() {
    const { DataFrame } = await import("danfojs-node");
    new DataFrame(rows).apply(([id, name]) => lengthOf({ id, name }), { axis: 1 });
  },
};
