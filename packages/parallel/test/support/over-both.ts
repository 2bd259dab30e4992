import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { Cell, DataFrame } from "@framepool/frame";
import { parallel, scanCsv, type Pipeline, type PipelineOptions } from "@framepool/parallel";

const folder = mkdtempSync(join(tmpdir(), "framepool-over-both-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const OPTIONS = {
  dtype: { key: "string", label: "string", number: "float64", int: "int32", float: "float64", text: "string", when: "string" },
  keepDefaultNa: false,
  naValues: ["-"],
} as const;
let files = 0;

/** A pipeline over a frame of `anyGroups`, and one over a file of it: each beside what its rows are as one frame. */
export async function overBoth(df: DataFrame, way: PipelineOptions): Promise<(readonly [Pipeline, DataFrame])[]> {
  const path = join(folder, `rows-${String(files++)}.csv`);
  writeFileSync(path, `${df.columns.join(",")}\n${df.toRows().map((row) => `${Object.values(row as Record<string, Cell>).map(written).join(",")}\n`).join("")}`);
  const whole = await scanCsv(path, { ...OPTIONS, backend: "inline", partitions: 1 }).collect();
  const { partitions, ...rest } = way;
  return [
    [parallel(df, way) as Pipeline, df],
    [scanCsv(path, { ...OPTIONS, ...rest, partitionBytes: Math.max(40, Math.ceil(1200 / (partitions ?? 1))) }) as unknown as Pipeline, whole as DataFrame],
  ];
}

function written(cell: Cell): string {
  if (cell === null || Number.isNaN(cell)) return "-";
  return `"${cell instanceof Date ? cell.toISOString() : String(cell)}"`;
}
