import { FrameError } from "@framepool/errors";
import type { Cell } from "./cell.js";
import { typeName, type DataType, type Field } from "./data-types.js";
import { type Vector } from "./vector.js";

/** What an Arrow field says beside name and type. */
export interface FieldFacts {
  readonly nullable?: boolean | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/** Several vectors of one type read as one, under a name. Sharing and renaming are free; `slice` and `concat` copy nothing. */
export class Column {
  readonly name: string;
  readonly type: DataType;
  /** none is empty, unless it is the only one */
  readonly vectors: readonly Vector[];
  readonly length: number;
  /** `starts[k]` is the row at which `vectors[k]` begins; one more entry holds `length` */
  readonly starts: readonly number[];
  /** from the Arrow table that the column came from; kept as long as the cells are */
  readonly facts: FieldFacts;
  #last = 0;

  constructor(name: string, type: DataType, vectors: readonly Vector[], facts: FieldFacts = {}) {
    this.facts = facts;
    this.name = name;
    this.type = type;
    this.vectors = vectors;
    const starts = [0];
    for (const { length } of vectors) starts.push(starts[starts.length - 1]! + length);
    this.starts = starts;
    this.length = starts[starts.length - 1]!;
  }

  static of(name: string, vector: Vector): Column {
    return new Column(name, vector.type, [vector]);
  }

  /** Name, type, whether cells may be missing (yes, unless Arrow said no), and Arrow's metadata. */
  get field(): Field {
    const { name, type, facts } = this;
    const field: Field = { name, type, nullable: facts.nullable ?? true };
    return facts.metadata === undefined ? field : { ...field, metadata: facts.metadata };
  }

  get nullCount(): number {
    return this.vectors.reduce((count, vector) => count + vector.nullCount, 0);
  }

  /** The cell at row `i`, which must be in range. Throws FrameError, with column and row, where a value cannot be a JavaScript value. */
  get(i: number): Cell {
    const k = this.#find(i);
    try {
      return this.vectors[k]!.get(i - this.starts[k]!);
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      throw new FrameError(`column "${this.name}" (${typeName(this.type)}), row ${String(i)}: ${error.message}`, { column: this.name, row: i }, { cause: error });
    }
  }

  isNull(i: number): boolean {
    const k = this.#find(i);
    return this.vectors[k]!.isNull(i - this.starts[k]!);
  }

  /** Rows `[begin, end)`, both in range: views. */
  slice(begin: number, end: number): Column {
    if (begin === 0 && end === this.length) return this;
    const cut: Vector[] = [];
    // Only vectors that have some of the rows are looked at: a column may have thousands, and be cut as often.
    for (let k = begin < end ? this.#find(begin) : this.vectors.length; k < this.vectors.length && this.starts[k]! < end; k++) {
      const vector = this.vectors[k]!;
      cut.push(vector.slice(Math.max(begin - this.starts[k]!, 0), Math.min(end - this.starts[k]!, vector.length)));
    }
    return new Column(this.name, this.type, cut.length > 0 ? cut : this.vectors.slice(0, 1).map((vector) => vector.slice(0, 0)), this.facts);
  }

  named(name: string): Column {
    return name === this.name ? this : new Column(name, this.type, this.vectors, this.facts);
  }

  *[Symbol.iterator](): Iterator<Cell> {
    for (let i = 0; i < this.length; i++) yield this.get(i);
  }

  /** The vector that holds row `i`: the last one found, or by bisection. */
  #find(i: number): number {
    const { starts } = this;
    let k = this.#last;
    if (i >= starts[k]! && i < starts[k + 1]!) return k;
    let high = this.vectors.length - 1;
    k = 0;
    while (k < high) {
      const middle = (k + high + 1) >> 1;
      if (starts[middle]! <= i) k = middle;
      else high = middle - 1;
    }
    this.#last = k;
    return k;
  }
}
