import { defaultChunkSize } from "../chunks.js";
import { type ItemOutcome, type PoolCall, runChunk } from "./chunk-run.js";

/**
 * Makes one call an item and gives the results in order. If calls fail, all others run to their end first, and
 * the error of the lowest position is thrown.
 */
export async function runMap(call: PoolCall, items: readonly unknown[], chunksize: number | undefined): Promise<unknown[]> {
  call.crew.assertOpen();
  const size = chunksize ?? defaultChunkSize(items.length, call.crew.size);
  const chunks: Promise<readonly ItemOutcome[]>[] = [];
  for (let first = 0; first < items.length; first += size) chunks.push(runChunk(call, items.slice(first, first + size), first));
  const values: unknown[] = [];
  for (const outcomes of await Promise.all(chunks)) {
    for (const outcome of outcomes) {
      if (!outcome.ok) throw outcome.error;
      values.push(outcome.value);
    }
  }
  return values;
}
