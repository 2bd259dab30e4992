import { sharedArray } from "../../build/growing.js";
import type { DataType } from "../../data-types.js";
import type { Vector } from "../../vector.js";
import type { Picks } from "./picks.js";

type UnionType = Extract<DataType, { kind: "union" }>;

/** Type ids of the picked rows. A union has no validity: a missing row is the first member's, and missing there. */
export function takeTypeIds(type: UnionType, vectors: readonly Vector[], { length, piece, row }: Picks): Int8Array {
  const ids = sharedArray(Int8Array, length).subarray(0, length);
  for (let i = 0; i < length; i++) {
    const { storage, offset } = vectors[piece === null ? 0 : piece[i]!]!;
    ids[i] = row[i]! < 0 ? (type.typeIds[0] ?? 0) : storage.typeIds![offset + row[i]!]!;
  }
  return ids;
}

/** Of a dense union: where each row's value comes to lie in its member, and the picks that bring it there, by member. */
export function takeDense(type: UnionType, vectors: readonly Vector[], picks: Picks, ids: Int8Array): { data: Int32Array; members: Picks[] } {
  const { length, piece, row } = picks;
  const data = sharedArray(Int32Array, length).subarray(0, length);
  const members = type.typeIds.map(() => ({ pieces: [] as number[], rows: [] as number[] }));
  for (let i = 0; i < length; i++) {
    const k = piece === null ? 0 : piece[i]!;
    const { storage, offset } = vectors[k]!;
    const { pieces, rows } = members[type.typeIds.indexOf(ids[i]!)]!;
    data[i] = rows.length;
    pieces.push(k);
    rows.push(row[i]! < 0 ? -1 : Number(storage.data![offset + row[i]!]!));
  }
  const taken = members.map(({ pieces, rows }) => ({ length: rows.length, piece: Int32Array.from(pieces), row: Int32Array.from(rows), missing: picks.missing }));
  return { data, members: taken };
}
