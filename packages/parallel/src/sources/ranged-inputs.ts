import type { CsvReadOptions, CsvSource } from "@framepool/csv";
import { dialectOf, Link, openInput, skipsInside, type OpenInput } from "@framepool/csv/internal";
import type { TextInputs } from "./csv.js";
import { oneTable } from "./one-table.js";
import type { Part } from "./source.js";

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
    return { table: oneTable(opened, csv, null), parts: () => parts(opened, size, csv.nrows ?? Infinity), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function* parts(inputs: readonly OpenInput[], size: number, nrows: number): AsyncGenerator<Part, void> {
  let before = new Link();
  before.know({ offset: 0, rows: 0, line: 1 });
  let isFirst = true;
  for (const { file, bytes, size: whole, head } of inputs) {
    for (let begin = head.start; begin < whole || begin === head.start; begin += size) {
      // What is known already to be behind the last row that is wanted is not read.
      if (!isFirst && (before.rows ?? 0) >= nrows) return;
      isFirst = false;
      const after = new Link();
      const end = Math.min(begin + size, whole);
      const first = begin === head.start ? { offset: head.start, line: head.line } : null;
      yield {
        input: { kind: "csv", range: { kind: "bytes", file, bytes, size: whole, begin, end, first, before: before.memory, after: after.memory } },
        bytes: end - begin,
        lost: () => after.break(),
      };
      before = after;
    }
  }
}
