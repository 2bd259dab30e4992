import { Buffer } from "node:buffer";
import { bitAt } from "../bitmap.js";
import { Column } from "../column.js";
import { STRING } from "../data-types.js";
import type { Vector } from "../vector.js";
import { bothValid, validityOf } from "../verbs/cells/validity.js";
import { viewOf } from "../verbs/take/copy-text.js";
import { bytesIn, MOST_WRITTEN, readAhead, TextWriter } from "./write-texts.js";

/** The cells of each row of columns of text with 32-bit offsets joined; null where one may become too long. */
export function catBytes(columns: readonly Column[], sep: string, naRep: string | undefined): Column | null {
  const [first] = columns as [Column];
  const between = Buffer.from(sep, "utf8");
  const instead = naRep === undefined ? null : Buffer.from(naRep, "utf8");
  const more = columns.length * (between.length + (instead?.length ?? 0));
  const sizeOf = (vectors: readonly Vector[]): number => vectors.reduce((sum, vector) => sum + bytesIn(vector), vectors[0]!.length * more);
  const fitting = (vectors: readonly Vector[]): (readonly Vector[])[] => {
    const { length } = vectors[0]!;
    const half = length >> 1;
    if (half === 0 || sizeOf(vectors) <= MOST_WRITTEN) return [vectors];
    return [vectors.map((vector) => vector.slice(0, half)), vectors.map((vector) => vector.slice(half, length))].flatMap(fitting);
  };
  const parts = alike(columns).flatMap(fitting);
  if (parts.some((vectors) => sizeOf(vectors) > MOST_WRITTEN)) return null;
  return new Column(first.name, STRING, parts.map((vectors) => join(vectors, sizeOf(vectors), between, instead)));
}

/** The vectors of columns, cut where any of them ends. */
function alike(columns: readonly Column[]): Vector[][] {
  const cuts = [...new Set(columns.flatMap(({ starts }) => starts))].sort((a, b) => a - b);
  if (cuts.length === 1) return [columns.map(({ vectors }) => vectors[0]!)];
  return cuts.slice(1).map((end, k) => columns.map((column) => column.slice(cuts[k]!, end).vectors[0]!));
}

function join(vectors: readonly Vector[], bytes: number, sep: Buffer, naRep: Buffer | null): Vector {
  const { length } = vectors[0]!;
  const sources = vectors.map((vector) => ({
    view: viewOf(vector.storage.data as Uint8Array),
    ends: (vector.storage.offsets as Int32Array).subarray(vector.offset, vector.offset + length + 1),
    validity: validityOf(vector),
  }));
  const all = sources.reduce<Uint8Array | null>((bits, { validity }) => bothValid(bits, validity), null);
  const [between, instead] = [readAhead(sep), readAhead(naRep ?? sep)];
  const writer = new TextWriter(length, bytes);
  for (let row = 0; row < length; row++) {
    const whole = all === null || bitAt(all, row);
    if (whole || naRep !== null) {
      for (let k = 0; k < sources.length; k++) {
        const { view, ends, validity } = sources[k]!;
        if (k > 0) writer.write(between, 0, sep.length);
        if (whole || validity === null || bitAt(validity, row)) writer.write(view, ends[row]!, ends[row + 1]!);
        else writer.write(instead, 0, naRep!.length);
      }
    }
    writer.endRow();
  }
  return writer.finish(naRep === null ? all : null);
}
