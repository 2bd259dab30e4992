import { CsvParseError } from "@framepool/errors";
import type { CsvReadOptions, CsvSource } from "@framepool/csv";
import { dialectOf, openCut, scanningCutter, skipsInside, splittingCutter, type CutInput, type CutSize } from "@framepool/csv/internal";
import { chained } from "./chained.js";
import type { TextInputs } from "./csv.js";
import { areReadAgain, bytesOfAll } from "./describe-csv.js";
import { oneTable } from "./one-table.js";

/** Inputs that stay open between their heads and their rows: there may be more than a process may have open, and each holds text that was read ahead. */
const HELD = 16;

/** What is known of an input that was opened. */
interface Found extends Pick<CutInput, "file" | "head"> {
  /** null: not known */
  readonly bytes: number | null;
}

/** Inputs that are read in order on this thread, and cut where records end; the workers find the fields. Null where lines behind a header are left out. */
export async function cutInputs(inputs: readonly CsvSource[], csv: CsvReadOptions, notScanned: string | null, sizeOf: (columns: number) => CutSize, signal: AbortSignal): Promise<TextInputs | null> {
  const heads: Found[] = [];
  const held = new Map<number, CutInput>();
  // Not awaited: a source that hangs in `next` would answer only after it.
  const close = async (): Promise<void> => {
    for (const input of held.values()) void input.close().catch(() => undefined);
  };
  try {
    for (const [i, input] of inputs.entries()) {
      const opened = await openCut(input, csv, signal);
      heads.push({ file: opened.file, head: opened.head, bytes: await bytesOfAll([input]) });
      if (held.size < HELD || !(await areReadAgain([input]))) held.set(i, opened);
      else await opened.close();
    }
    if (heads.some(({ head }) => skipsInside(head, csv))) {
      await close();
      return null;
    }
    const table = oneTable(heads, csv, notScanned);
    const size = sizeOf(heads[0]!.head.fields);
    const cutter = () => (notScanned === null ? scanningCutter(table) : splittingCutter(dialectOf(csv)));
    // An input that is held is read on from its head; else, and a second time, it is opened anew.
    const take = async (i: number): Promise<CutInput> => {
      const own = held.get(i);
      held.delete(i);
      return own ?? openAgain(inputs[i]!, heads[i]!);
    };
    const openAgain = async (input: CsvSource, { file, head, bytes }: Found): Promise<CutInput> => {
      const opened = await openCut(input, csv, signal);
      const isSame = opened.head.text === head.text;
      // Rows would be missing without a word.
      if (isSame && ((await bytesOfAll([input])) ?? Infinity) >= (bytes ?? 0)) return opened;
      await opened.close();
      throw new CsvParseError(`${file ?? "the CSV text"} ${isSame ? "has become shorter" : "was replaced"} before it was read; read it again when nobody writes it`, { file });
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
