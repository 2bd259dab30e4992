// node under-limit.mjs FILE WHAT LIMIT: one run over a CSV file that is larger than the limit, whose output nobody keeps; says
// how many rows it had, and how much memory the process had at its most.
import { scanCsv, scanRows } from "@framepool/parallel";

const [file, what, limit] = process.argv.slice(2);
const options = { workers: 2, ...(limit === "none" ? {} : { memoryLimit: limit }) };
const csv = { ...options, dtype: "string" };
let rows = 0;

/** Slower than the reading, so that what is read ahead has to wait. */
async function slowly(batch) {
  rows += batch.numRows;
  await new Promise((done) => setTimeout(done, 5));
}

function* numbered(count) {
  for (let n = 0; n < count; n++) yield { n, name: `row number ${n}`, text: "x".repeat(60) };
}

switch (what) {
  case "ranges":
    rows = (await scanCsv(file, csv).mapPartitions((part) => part.assign({ long: part.col("name").map((name) => name.length) })).toCsv("/dev/null")).rows;
    break;
  case "batches":
    await scanCsv(file, csv).forEachBatch(slowly);
    break;
  case "rows":
    await scanRows(numbered(1_500_000), options).forEachBatch(slowly);
    break;
}
console.log(JSON.stringify({ rows, mostMiB: Math.round(process.resourceUsage().maxRSS / 1024) }));
