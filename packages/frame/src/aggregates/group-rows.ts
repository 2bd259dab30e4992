/** Rows by group: those of group `g` are `rows[starts[g]]` up to `rows[starts[g + 1]]`, in order. */
export interface GroupRows {
  readonly rows: Int32Array;
  readonly starts: Int32Array;
}

/** Sorts rows by group, by counting; rows of no group (-1) are left out. Those of a group stay as they are, or as in `order`. */
export function groupRows(codes: Int32Array, groups: number, order: Int32Array | null = null): GroupRows {
  const starts = startsOfRows(codes, groups);
  const next = starts.slice(0, groups);
  const rows = new Int32Array(starts[groups]!);
  for (let i = 0; i < codes.length; i++) {
    const row = order === null ? i : order[i]!;
    if (codes[row]! >= 0) rows[next[codes[row]!]!++] = row;
  }
  return { rows, starts };
}

/** Where the rows of each group begin, one group behind the other; one more entry holds the number of all that are of one. */
export function startsOfRows(codes: Int32Array, groups: number): Int32Array {
  const starts = new Int32Array(groups + 1);
  for (let i = 0; i < codes.length; i++) if (codes[i]! >= 0) starts[codes[i]! + 1]!++;
  for (let group = 0; group < groups; group++) starts[group + 1]! += starts[group]!;
  return starts;
}
