import type { Report } from "@framepool/parallel";

/** A run in one line; bad lines, and rows that were set aside, are said with the file that has them. */
export function summary({ rows, badLines, errors, ms, workers, backend, partitions }: Report, rejects?: string, quarantine?: string): string {
  const where = backend === "inline" ? "in line" : `on ${String(workers)} ${workers === 1 ? "thread" : "threads"}`;
  const bad = rejects === undefined ? "" : `, ${badLines.toLocaleString("en")} bad ${badLines === 1 ? "line" : "lines"} in ${rejects}`;
  const aside = quarantine === undefined ? "" : ` (${errors.rowsAside.toLocaleString("en")} ${errors.rowsAside === 1 ? "row" : "rows"} in ${quarantine})`;
  const failed = errors.count === 0 ? "" : `, ${errors.count.toLocaleString("en")} ${errors.count === 1 ? "error" : "errors"}${aside}`;
  return `${rows.toLocaleString("en")} rows in ${(ms / 1000).toFixed(2)} s, ${String(partitions.length)} ${partitions.length === 1 ? "part" : "parts"} ${where}${bad}${failed}`;
}
