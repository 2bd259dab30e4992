import { SchemaMismatchError } from "@framepool/errors";
import { Series, type DataFrame } from "@framepool/frame";
import { Column, columnOf, columnsOf, frameOf, nullVector, seriesOf, type Origin } from "@framepool/frame/internal";
import { asSeries, unpackPart } from "../parts/parts.js";
import type { ResultReply } from "../worker/messages.js";

/** Results in input order, as frames or Series. Rows of which nothing is known wait for a part that tells what they lack. */
export class ResultFrames {
  #first: { readonly value: DataFrame | Series; readonly partition: number } | null = null;
  #held = 0;

  /** What can be given on when this part is here. */
  take(partition: number, { rows, result }: ResultReply, origins: readonly Origin[]): (DataFrame | Series)[] {
    if (result.kind === "csv" || result.kind === "partial") throw new TypeError(`a frame was expected of the worker, not ${result.kind}`);
    if (result.kind === "missing") {
      if (rows === 0) return [];
      if (this.#first !== null) return [missingLike(this.#first.value, rows)];
      this.#held += rows;
      return [];
    }
    const frame = unpackPart(result.batches, origins);
    const value = result.series ? asSeries(frame) : frame;
    if (this.#first === null) {
      // Only what it looks like is kept: not the memory of its rows.
      this.#first = { value: missingLike(value, 0), partition };
      return this.#held === 0 ? [value] : [missingLike(value, this.#held), value];
    }
    this.#sameKind(value, partition);
    return [value];
  }

  /** What is left at the end: rows that are missing altogether. */
  rest(): (DataFrame | Series)[] {
    return this.#first === null && this.#held > 0 ? [new Series(new Array<null>(this.#held).fill(null))] : [];
  }

  #sameKind(value: DataFrame | Series, partition: number): void {
    const first = this.#first!;
    if (value instanceof Series === first.value instanceof Series) return;
    const [cells, objects] = value instanceof Series ? [partition, first.partition] : [first.partition, partition];
    throw new SchemaMismatchError(`apply gave cells in partition ${String(cells)} and objects in partition ${String(objects)}; give one of the two for every row`, { partition });
  }
}

/** So many missing rows of the same columns. */
function missingLike(value: DataFrame | Series, rows: number): DataFrame | Series {
  const missing = (column: Column): Column => new Column(column.name, column.type, [nullVector(column.type, rows)]);
  if (value instanceof Series) return seriesOf(missing(columnOf(value)));
  return frameOf(columnsOf(value).map(missing), rows);
}
