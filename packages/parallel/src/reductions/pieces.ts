import { concatColumns, take, type Column } from "@framepool/frame/internal";

/** Values for rows of a source, one behind the other from row `begin` on. */
export interface Piece {
  readonly begin: number;
  readonly values: Column;
  /** which of them are to go, in order, from 0 */
  readonly dropped: readonly number[];
}

/** The values of all pieces that stay, and the row of each; null where there are none, of parts that were all set aside. */
export function joinPieces(name: string, pieces: readonly Piece[]): { readonly values: Column; readonly rows: Int32Array } | null {
  if (pieces.length === 0) return null;
  const rows = new Int32Array(pieces.reduce((total, { values, dropped }) => total + values.length - dropped.length, 0));
  let at = 0;
  const kept = pieces.map(({ begin, values, dropped }) => {
    const own = rows.subarray(at, (at += values.length - dropped.length));
    const gone = new Set(dropped);
    let next = 0;
    for (let i = 0; i < values.length; i++) if (!gone.has(i)) own[next++] = i;
    const left = dropped.length === 0 ? values : take(values, own);
    for (let i = 0; i < own.length; i++) own[i]! += begin;
    return left;
  });
  return { values: concatColumns(name, kept), rows };
}
