import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

const folder = new URL("../results/", import.meta.url);
const fileOf = (suite, rows) => new URL(`${suite}-${rows}.json`, folder);

/** What a full run of a suite over so many rows measured the last time, or null. */
export function keptResults(suite, rows) {
  const file = fileOf(suite, rows);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}

export function keepResults(record) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(fileOf(record.suite, record.rows), `${JSON.stringify(record, null, 2)}\n`);
}
