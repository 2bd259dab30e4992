import { ArgumentError, isByName } from "@framepool/errors";
import { cellsByKey, DataFrame, shown, type Cell } from "@framepool/frame/internal";
import { formOf } from "@framepool/pool/internal";
import { noPipeline } from "./no-pipeline.js";

/** What `map` looks cells up in, as it travels; null for a function, which cells are given to. Throws ArgumentError for what is neither. */
export function mapTable(by: unknown): ReadonlyMap<Cell, Cell> | Readonly<Record<string, unknown>> | null {
  if (by instanceof DataFrame) return cellsByKey(by);
  if (by instanceof Map) return by as ReadonlyMap<Cell, Cell>;
  if (isByName(by)) return { ...by };
  noPipeline("map", by, "what it comes to is a table of values first: map(await other.collect())");
  if (typeof by === "function" || formOf(by) !== undefined) return null;
  throw new ArgumentError(`map takes a function, task(…), moduleTask(…), a Map, an object or a frame of two columns, not ${shown(by)}`);
}
