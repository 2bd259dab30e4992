import type { CsvReadOptions, CsvSource } from "@framepool/csv";
import { dialectOf, openCut, scanningCutter, skipsInside, splittingCutter, type CutInput, type CutSize } from "@framepool/csv/internal";
import { chained } from "./chained.js";
import type { TextInputs } from "./csv.js";
import { oneTable } from "./one-table.js";

/** Inputs that are read in order on this thread, and cut where records end; the workers find the fields. Null where lines behind a header are left out. */
export async function cutInputs(inputs: readonly CsvSource[], csv: CsvReadOptions, notScanned: string | null, sizeOf: (columns: number) => CutSize, signal: AbortSignal): Promise<TextInputs | null> {
  const opened: (CutInput | null)[] = [];
  // Not awaited: a source that hangs in `next` would answer only after it.
  const close = async (): Promise<void> => {
    for (const input of opened) void input?.close().catch(() => undefined);
  };
  try {
    for (const input of inputs) opened.push(await openCut(input, csv, signal));
    const heads = opened.map((input) => input!);
    if (heads.some(({ head }) => skipsInside(head, csv))) {
      await close();
      return null;
    }
    const table = oneTable(heads, csv, notScanned);
    const size = sizeOf(heads[0]!.head.fields);
    const cutter = () => (notScanned === null ? scanningCutter(table) : splittingCutter(dialectOf(csv)));
    // An input that was opened for its head is read on from there; a second time it is opened anew.
    const take = async (i: number): Promise<CutInput> => {
      const held = opened[i];
      opened[i] = null;
      return held ?? openCut(inputs[i]!, csv, signal);
    };
    async function* texts() {
      for (const i of inputs.keys()) for await (const range of (await take(i)).parts(size, cutter())) yield { range, from: i, bytes: range.length };
    }
    return { table, head: heads[0]!.head.text, parts: (nrows) => chained(texts(), nrows), close };
  } catch (error) {
    await close();
    throw error;
  }
}
