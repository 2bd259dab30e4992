// node --expose-gc flat-memory.mjs: 200 runs in one process, of which some fail; says by how much it grew behind the first 60.
import { DataFrame } from "@framepool/frame";
import { parallel, scanCsv } from "@framepool/parallel";

const text = Buffer.from(`id,name\n${Array.from({ length: 2000 }, (_, i) => `${i},n${i}`).join("\n")}\n`);
const frame = new DataFrame({ id: Array.from({ length: 2000 }, (_, i) => i) });

async function run(i) {
  const options = i % 4 === 0 ? { workers: 2 } : { backend: "inline" };
  const source = i % 2 === 0 ? scanCsv(text, { ...options, partitionBytes: 3000 }) : parallel(frame, { ...options, partitionRows: 200 });
  const pipe = source.mapPartitions((part) => {
    if (part.at(0, "id") > 1500 && part.columns.length === 1) throw new Error("no");
    return part.assign({ twice: part.col("id").map((id) => id * 2) });
  });
  await pipe.collect().catch(() => undefined);
}

async function settled() {
  for (let i = 0; i < 3; i++) {
    globalThis.gc();
    await new Promise((done) => setTimeout(done, 20));
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, rss };
}

let before;
for (let i = 0; i < 200; i++) {
  await run(i);
  if (i === 60) before = await settled();
}
const after = await settled();
console.log(JSON.stringify({ heap: after.heap - before.heap, rss: after.rss - before.rss }));
