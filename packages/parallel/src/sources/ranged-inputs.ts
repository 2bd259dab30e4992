import type { CsvReadOptions, CsvSource } from "@framepool/csv";
import { dialectOf, lookAtInput, skipsInside, type ByteRange, type CutSize, type RangedInput } from "@framepool/csv/internal";
import { chained, type Unchained } from "./chained.js";
import type { TextInputs } from "./csv.js";
import { HeldBytes } from "./HeldBytes.js";
import { oneTable } from "./one-table.js";

/**
 * Inputs whose bytes are read anywhere, by the workers: cut every so many bytes as `size` says for so many columns. A file is open while parts of it are under
 * way, so there may be more files than a process may have open. Null where lines behind a header are left out.
 */
export async function rangedInputs(inputs: readonly CsvSource[], csv: CsvReadOptions, size: (columns: number) => CutSize): Promise<TextInputs | null> {
  const dialect = dialectOf(csv);
  const found: RangedInput[] = [];
  for (const input of inputs) found.push(await lookAtInput(input, dialect, csv));
  if (found.some(({ head }) => skipsInside(head, csv))) return null;
  const held = new Set<HeldBytes>();
  let isClosed = false;
  const close = async (): Promise<void> => {
    isClosed = true;
    await Promise.all([...held].map((each) => each.close()));
  };
  const { bytes } = size(found[0]!.head.fields);
  return { table: oneTable(found, csv, null), head: found[0]!.head.text, parts: (nrows) => chained(ranges(found, bytes, held, () => isClosed), nrows), close };
}

async function* ranges(inputs: readonly RangedInput[], size: number, held: Set<HeldBytes>, isClosed: () => boolean): AsyncGenerator<Unchained<ByteRange>, void> {
  for (const [from, { file, size: whole, head, open }] of inputs.entries()) {
    const own = new HeldBytes(await open());
    held.add(own);
    // A run that is cancelled does not wait for what is being opened.
    if (isClosed()) return void (await own.close());
    try {
      for (let begin = head.start; begin < whole || begin === head.start; begin += size) {
        const end = Math.min(begin + size, whole);
        const first = begin === head.start ? { offset: head.start, line: head.line } : null;
        const range = { kind: "bytes", file, size: whole, begin, end, first } as const;
        const again: Unchained<ByteRange>["again"] = async () => {
          const { bytes, close } = await open();
          return { range: { ...range, bytes }, close };
        };
        own.hold();
        yield { range: { ...range, bytes: own.bytes }, from, bytes: end - begin, again, read: () => own.release() };
      }
    } finally {
      own.release();
    }
  }
}
