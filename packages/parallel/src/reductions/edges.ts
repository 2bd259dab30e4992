import { concat, frameOf, type DataFrame } from "@framepool/frame/internal";
import { edgeRows, type Halo } from "../plan/halo.js";
import { wholeSideOf, type Side } from "../plan/sides.js";
import { partRows, type PartRows } from "./part-rows.js";
import type { Reduction } from "./reduction.js";

/** What each part has to know of those before and behind it. */
export interface EdgesStep {
  readonly op: "edges";
  /** what messages say was called */
  readonly call: string;
  readonly halo: Halo;
}

/** The rows of a part that those beside it look at. */
interface Edge {
  readonly partition: number;
  /** for the parts behind it, and for those before it */
  readonly last: PartRows;
  readonly first: PartRows;
}

/** What lies beside each partition, one below the other: first the rows that end with it, then those that begin with it. */
export interface Edges {
  readonly rows: Side;
  /** their numbers, rising */
  readonly partitions: Int32Array;
  /** where the rows of partition k begin: those that end with it at 2k, the others at 2k + 1 */
  readonly starts: Int32Array;
}

/** Few rows of each part, carried on over the parts that have none: from the first to the last, and back. */
export const edges: Reduction<EdgesStep, readonly Edge[], Edges> = {
  columns: () => null,
  partial(part, { halo }, _functions, _calls, partition) {
    return [{ partition, last: partRows(edgeRows(part, halo.before, "last")), first: partRows(edgeRows(part, halo.behind, "first")) }];
  },
  join: (partials) => partials.flat(),
  finish(found, { halo }) {
    const before = carried(found.map(({ last }) => last), (rows) => edgeRows(rows, halo.before, "last"), false);
    const behind = carried(found.map(({ first }) => first), (rows) => edgeRows(rows, halo.behind, "first"), true);
    const pieces = before.flatMap((rows, k) => [rows, behind[k]!]);
    let at = 0;
    const ends = pieces.map(({ numRows }) => (at += numRows));
    return { rows: wholeSideOf(concat(pieces)), partitions: Int32Array.from(found, ({ partition }) => partition), starts: Int32Array.from([0, ...ends]) };
  },
};

/** The edges of each part with what of the parts beyond it is seen past it. */
function carried(own: readonly PartRows[], edge: (rows: DataFrame) => DataFrame, backward: boolean): DataFrame[] {
  const made = new Array<DataFrame>(own.length);
  let carry: DataFrame | null = null;
  for (let i = 0; i < own.length; i++) {
    const k = backward ? own.length - 1 - i : i;
    const rows: DataFrame = frameOf(own[k]!.columns, own[k]!.numRows);
    carry = carry === null ? rows : edge(concat(backward ? [rows, carry] : [carry, rows]));
    made[k] = carry;
  }
  return made;
}
