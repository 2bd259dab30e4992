import type { Report } from "@framepool/parallel";

/** A run in one line; bad lines, and rows that were set aside, are said with the file that has them. */
export function summary({ rows, badLines, errors, ms, workers, backend, partitions }: Report, rejects?: string, quarantine?: string): string {
  // More were not started.
  const threads = Math.min(workers, Math.max(1, partitions.length));
  const where = backend === "inline" ? "in line" : `on ${counted(threads, "thread")}`;
  const bad = rejects === undefined ? "" : `, ${counted(badLines, "bad line")} in ${rejects}`;
  const aside = quarantine === undefined ? "" : ` (${counted(errors.rowsAside, "row")} in ${quarantine})`;
  const failed = errors.count === 0 ? "" : `, ${counted(errors.count, "error")}${aside}`;
  return `${counted(rows, "row")} in ${(ms / 1000).toFixed(2)} s, ${counted(partitions.length, "part")} ${where}${bad}${failed}`;
}

/** `1 row`, `2,000 rows` */
function counted(count: number, what: string): string {
  return `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;
}
