import { concatColumns, rowNumbers, take, type Column } from "@framepool/frame/internal";

/** Columns of values for rows of a source, one behind the other from row `begin` on. */
export interface Piece {
  readonly begin: number;
  readonly columns: readonly Column[];
  /** which of the rows are to go, from 0 */
  readonly dropped: readonly number[];
}

/** The columns of all pieces without the rows that are to go, and which rows are left; null where there is no piece, of parts that were all set aside. */
export function joinPieces(pieces: readonly Piece[]): { readonly columns: readonly Column[]; readonly rows: Int32Array } | null {
  const [first] = pieces;
  if (first === undefined) return null;
  const kept = pieces.map(keptOf);
  const rows = new Int32Array(kept.reduce((total, own) => total + own.length, 0));
  let at = 0;
  for (const [k, own] of kept.entries()) {
    const { begin } = pieces[k]!;
    for (let i = 0; i < own.length; i++) rows[at++] = begin + own[i]!;
  }
  const columns = first.columns.map(({ name }, i) => concatColumns(name, pieces.map((piece, k) => (piece.dropped.length === 0 ? piece.columns[i]! : take(piece.columns[i]!, kept[k]!)))));
  return { columns, rows };
}

function keptOf({ columns: [column], dropped }: Piece): Int32Array {
  const rows = rowNumbers(column?.length ?? 0);
  if (dropped.length === 0) return rows;
  const gone = new Set(dropped);
  return rows.filter((row) => !gone.has(row));
}
