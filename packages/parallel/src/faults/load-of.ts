import { Link, linesOf } from "@framepool/csv/internal";
import { inputPartition, inputRow, type RowOrigin } from "../parts/row-origin.js";
import type { Load } from "../run/Trips.js";
import type { Part } from "../sources/source.js";

/** What errors of a stage's parts have to know to name them: what its rows are of the input, and the step that they go to. */
export interface PartNaming {
  readonly origin: RowOrigin;
  readonly step: string;
  /** what ends lines of its text, if that was said */
  readonly lineEnd: string | null;
}

/** What is known of a part that is on its way: of text, what the workers have said of it by then. */
export function loadOf(part: number, { input, bytes }: Part, { origin, step, lineEnd }: PartNaming): Load {
  if (input.kind === "frame") {
    const { frame, firstRow, own = { begin: 0, end: frame.numRows } } = input;
    const rows = own.end - own.begin;
    if (origin.kind === "held" && origin.places !== null) return { name: `part ${String(part)} of ${step}`, partition: null, bytes, rows: () => ({ firstRow: null, rows }), lines: () => null };
    const first = firstRow + own.begin;
    const { partition } = inputPartition(origin, first, { partition: part, firstRow: first });
    return { name: `partition ${String(partition)}`, partition, bytes, rows: () => ({ firstRow: inputRow(origin, first), rows }), lines: () => null };
  }
  const { range } = input;
  const { file, before, after } = range;
  return {
    name: `partition ${String(part)}`,
    partition: part,
    bytes,
    rows: () => {
      const [firstRow, end] = [new Link(before).rows, new Link(after).rows];
      return { firstRow, rows: firstRow === null || end === null ? null : end - firstRow };
    },
    lines: () => {
      const lines = linesOf(range, lineEnd);
      return lines === null ? null : { file, ...lines };
    },
  };
}
