import { writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { DataFrame } from "@framepool/frame";
import { parallel } from "@framepool/parallel";
// The table that every run reads, in each form that a source takes, and what every run should give.
export const ROWS = 600;
const nameOf = (i) => (i % 50 === 0 ? `n,\n"${i}"` : `n${i}`);
const ids = Array.from({ length: ROWS }, (_, i) => i);
const field = (name) => (/[,\n"]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name);
export const frame = new DataFrame({ id: ids, name: ids.map(nameOf) });
export const TEXT = `id,name\n${ids.map((i) => `${i},${field(nameOf(i))}\n`).join("")}`;
/** with the column that the step adds */
export const RESULT_TEXT = `id,name,twice\n${ids.map((i) => `${i},${field(nameOf(i))},${i * 2}\n`).join("")}`;
export const RESULT_ROWS = ids.map((i) => ({ id: i, name: nameOf(i), twice: i * 2 }));
/** Writes the table as files: `csv`, `csv.gz`, `arrow`, `arrows`. */
export async function writeTable(path) {
  writeFileSync(`${path}.csv`, TEXT);
  writeFileSync(`${path}.csv.gz`, gzipSync(TEXT));
  const parts = parallel(frame, { backend: "inline", partitionRows: 50 });
  await parts.toArrow(`${path}.arrow`);
  await parts.toArrow(`${path}.arrows`, { format: "stream" });
}
export async function* rows(failsAt) {
  for (const id of ids) {
    if (id === failsAt)
      throw new RangeError("the source fails");
    yield { id, name: nameOf(id) };
  }
}
export async function* pieces(random, failsAt) {
  const bytes = Buffer.from(TEXT);
  for (let at = 0; at < bytes.length;) {
    if (failsAt !== null && at > failsAt)
      throw new RangeError("the source fails");
    const size = 1 + random.below(900);
    yield bytes.subarray(at, at + size);
    at += size;
  }
}
