import type { Report } from "@framepool/parallel";

/** A run in one line; bad lines are said with the file that has them. */
export function summary({ rows, badLines, ms, workers, backend, partitions }: Report, rejects?: string): string {
  const where = backend === "inline" ? "in line" : `on ${String(workers)} ${workers === 1 ? "thread" : "threads"}`;
  const bad = rejects === undefined ? "" : `, ${badLines.toLocaleString("en")} bad ${badLines === 1 ? "line" : "lines"} in ${rejects}`;
  return `${rows.toLocaleString("en")} rows in ${(ms / 1000).toFixed(2)} s, ${String(partitions.length)} ${partitions.length === 1 ? "part" : "parts"} ${where}${bad}`;
}
