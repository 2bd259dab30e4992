import { Link, type TextRange } from "@framepool/csv/internal";
import type { Part } from "./source.js";

type Unlinked<T> = T extends TextRange ? Omit<T, "before" | "after"> : never;

/** A part of text whose neighbours are not known yet. */
export interface Unchained<T extends TextRange = TextRange> {
  readonly range: Unlinked<T>;
  /** which input it is of */
  readonly from: number;
  readonly bytes: number;
  /** the range, to be read a second time until it is closed */
  again?(): Promise<{ readonly range: Unlinked<T>; close(): Promise<void> }>;
  /** its text was read */
  read?(): void;
}

/** Parts of text, each linked to the one before; what is known to be behind the last row that is wanted is not given. */
export async function* chained(ranges: AsyncIterable<Unchained>, nrows: number): AsyncGenerator<Part, void> {
  let before = new Link();
  before.know({ offset: 0, rows: 0, line: 1 });
  const links: Link[] = [];
  for await (const { range, from, bytes, again, read } of ranges) {
    // The last that is known tells most.
    while (links.length > 1 && links[1]!.rows !== null) links.shift();
    if (links.length > 0 && (links[0]!.rows ?? 0) >= nrows) return;
    const [own, after] = [before, new Link()];
    const isFirst = links.length === 0;
    links.push(after);
    const linked = (unlinked: Unlinked<TextRange>): Part["input"] => ({ kind: "csv", range: { ...unlinked, before: own.memory, after: after.memory } as TextRange });
    yield {
      input: linked(range),
      from,
      bytes,
      ...(again === undefined ? {} : { again: async () => {
        const opened = await again();
        return { input: linked(opened.range), close: () => opened.close() };
      } }),
      release: () => {
        // Else a worker that is about to be ended may still read it.
        if (after.rows !== null) read?.();
        after.break();
      },
      isBeyond: () => !isFirst && (own.rows ?? 0) >= nrows,
    };
    before = after;
  }
}
