import { Link } from "@framepool/csv/internal";
import type { Part } from "./sources/source.js";
import type { Load } from "./Trips.js";

/** What is known of a part that is on its way: of text, what the workers have said of it by then. */
export function loadOf(partition: number, { input, bytes }: Part): Load {
  if (input.kind === "frame") return { partition, bytes, rows: () => ({ firstRow: input.firstRow, rows: input.frame.numRows }) };
  const { before, after } = input.range;
  return {
    partition,
    bytes,
    rows: () => {
      const [firstRow, end] = [new Link(before).rows, new Link(after).rows];
      return { firstRow, rows: firstRow === null || end === null ? null : end - firstRow };
    },
  };
}
