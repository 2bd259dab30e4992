import { rowsHere, type Pending } from "../plan/pending.js";
import type { Held } from "../sinks/hold.js";
import type { OpenSource, Source } from "../sources/source.js";

/** Whether rows of an input that is in memory come to a step as they are. */
export function isHere({ source, made, steps }: { readonly source: Source; readonly made: unknown; readonly steps: readonly { readonly op: string }[] }): boolean {
  return made === null && source.frame !== undefined && steps.every(({ op }) => op === "series");
}

/**
 * Rows of an input that is in memory, for a step that asks for all of them and before which there is nothing to do: what a pass would
 * put together, without one. `open` gives the source, by way of whoever takes note of its parts. Null where it takes a pass.
 */
export async function heldHere(pending: Pending, open: () => Promise<OpenSource>): Promise<Held | null> {
  if (!isHere(pending)) return null;
  const value = rowsHere({ made: pending.source.frame!, steps: pending.steps })!;
  const opened = await open();
  const firstRows: number[] = [];
  for await (const { input } of opened.parts()) if (input.kind === "frame") firstRows.push(input.firstRow);
  await opened.close();
  return { value, partitions: [...firstRows.keys()], starts: firstRows, firstRows, traces: firstRows.map(() => "all") };
}
