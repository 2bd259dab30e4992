import type { CsvReadOptions, CsvSource } from "@framepool/csv";
import { dialectOf, openInput, skipsInside, type ByteRange, type OpenInput } from "@framepool/csv/internal";
import { chained } from "./chained.js";
import type { TextInputs } from "./csv.js";
import { oneTable } from "./one-table.js";

/** Inputs whose bytes are read anywhere, by the workers: cut every `size` bytes. Null where lines behind a header are left out. */
export async function rangedInputs(inputs: readonly CsvSource[], csv: CsvReadOptions, size: number): Promise<TextInputs | null> {
  const opened: OpenInput[] = [];
  const close = async (): Promise<void> => void (await Promise.all(opened.map((input) => input.close())));
  try {
    const dialect = dialectOf(csv);
    for (const input of inputs) opened.push(await openInput(input, dialect, csv));
    if (opened.some(({ head }) => skipsInside(head, csv))) {
      await close();
      return null;
    }
    return { table: oneTable(opened, csv, null), head: opened[0]!.head.text, parts: (nrows) => chained(ranges(opened, size), nrows), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function* ranges(inputs: readonly OpenInput[], size: number): AsyncGenerator<{ range: Omit<ByteRange, "before" | "after">; from: number; bytes: number }, void> {
  for (const [from, { file, bytes, size: whole, head }] of inputs.entries()) {
    for (let begin = head.start; begin < whole || begin === head.start; begin += size) {
      const end = Math.min(begin + size, whole);
      const first = begin === head.start ? { offset: head.start, line: head.line } : null;
      yield await Promise.resolve({ range: { kind: "bytes", file, bytes, size: whole, begin, end, first }, from, bytes: end - begin });
    }
  }
}
