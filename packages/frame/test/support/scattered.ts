import { Column, leftInPlace, Vector, type Storage } from "@framepool/frame/internal";

/** The same cells; texts with 32-bit offsets as a verb that picks rows leaves them: in places of two sources, none behind the one before it. */
export function scatteredTexts(storage: Storage): Storage {
  const { type, length, validity, offsets, data } = storage;
  if (type.kind !== "utf8" || !(offsets instanceof Int32Array)) return storage;
  const sources = [0, 1].map(() => new Uint8Array(new SharedArrayBuffer(data!.length + 2)));
  const starts = new Int32Array(length);
  const used = [2, 2];
  for (let row = length - 1; row >= 0; row--) {
    const text = data!.subarray(offsets[row], offsets[row + 1]) as Uint8Array;
    const k = row % 2;
    sources[k]!.set(text, used[k]);
    starts[row] = used[k]!;
    used[k]! += text.length;
  }
  const ends = new Int32Array(new SharedArrayBuffer(4 * (length + 1)));
  for (let row = 0; row < length; row++) ends[row + 1] = ends[row]! + offsets[row + 1]! - offsets[row]!;
  return leftInPlace({ sources, piece: Int32Array.from({ length }, (_, row) => row % 2), starts, offsets: ends }, validity);
}

/** {@link scatteredTexts} of every vector of a column. */
export function scattered({ name, type, vectors, facts }: Column): Column {
  return new Column(name, type, vectors.map(({ storage, offset, length }) => new Vector(scatteredTexts(storage), offset, length)), facts);
}
