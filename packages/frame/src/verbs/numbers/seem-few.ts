import type { Column } from "../../column.js";
import { numbersWithGaps } from "./numbers-with-gaps.js";

/** So many numbers are taken for the others. */
const SAMPLE = 1024;

/** Whether few of the first numbers of a column are different. */
export function seemFew(column: Column): boolean {
  const { values } = numbersWithGaps(column.slice(0, Math.min(SAMPLE, column.length)));
  return new Set(values).size * 4 <= values.length;
}
