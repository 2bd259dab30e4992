import type { CsvSource } from "@framepool/csv";

/** A path, or standard input for `-`. */
export function openInput(path: string): CsvSource {
  return path === "-" ? process.stdin : path;
}
