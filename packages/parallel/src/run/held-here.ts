import { rowsHere, type Pending } from "../plan/pending.js";
import type { Held } from "../sinks/hold.js";
import type { OpenSource } from "../sources/source.js";

/**
 * Rows of an input that is in memory, for a step that asks for all of them and before which there is nothing to do: what a pass would
 * put together, without one. `open` gives the source, by way of whoever takes note of its parts. Null where it takes a pass.
 */
export async function heldHere({ source, made, steps }: Pick<Pending, "source" | "made" | "steps">, open: () => Promise<OpenSource>): Promise<Held | null> {
  if (made !== null || source.frame === undefined || steps.some(({ op }) => op !== "series")) return null;
  const value = rowsHere({ made: source.frame, steps })!;
  const opened = await open();
  const firstRows: number[] = [];
  for await (const { input } of opened.parts()) if (input.kind === "frame") firstRows.push(input.firstRow);
  await opened.close();
  return { value, partitions: [...firstRows.keys()], starts: firstRows, firstRows, traces: firstRows.map(() => "all") };
}
