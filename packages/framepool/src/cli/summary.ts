import type { Report } from "@framepool/parallel";

/** A run in one line. */
export function summary({ rows, ms, workers, backend, partitions }: Report): string {
  const where = backend === "inline" ? "in line" : `on ${String(workers)} ${workers === 1 ? "thread" : "threads"}`;
  return `${rows.toLocaleString("en")} rows in ${(ms / 1000).toFixed(2)} s, ${String(partitions.length)} ${partitions.length === 1 ? "part" : "parts"} ${where}`;
}
