import { FrameError } from "@framepool/errors";
import { makeBuilder } from "./build/make-builder.js";
import type { Builder } from "./build/builder.js";
import type { Cell } from "./cell.js";
import { INT32, typeName, type DataType, type IntType } from "./data-types.js";
import { layoutOf } from "./layout.js";
import { Storage } from "./storage.js";
import { Vector } from "./vector.js";

/** The values of dictionaries of one type, once each, in order of first appearance. */
export class DistinctValues {
  readonly #type: DataType;
  readonly #plain: DataType;
  readonly #codeOf = new Map<Cell, number>();
  #added: Builder;

  /** Throws FrameError for values that are not told apart: lists, structs, decimals … */
  constructor(type: DataType) {
    const plain = plainType(type);
    if (plain === null) throw new FrameError(`dictionaries of ${typeName(type)} that differ are not put together; decode them first`);
    this.#type = type;
    this.#plain = plain;
    this.#added = makeBuilder(plain);
  }

  get size(): number {
    return this.#codeOf.size;
  }

  /** The code here of each value of a dictionary; -1 where the value itself is missing. */
  enter(dictionary: Vector): Int32Array {
    const read = seenAs(dictionary, this.#plain).reader();
    return Int32Array.from({ length: dictionary.length }, (_, code) => this.#enter(read(code)));
  }

  #enter(cell: Cell): number {
    if (cell === null) return -1;
    const key = cell instanceof Uint8Array ? Buffer.from(cell.buffer, cell.byteOffset, cell.length).toString("latin1") : cell;
    const known = this.#codeOf.get(key);
    if (known !== undefined) return known;
    this.#codeOf.set(key, this.#codeOf.size);
    this.#added.append(cell);
    return this.#codeOf.size - 1;
  }

  /** The values that were entered since this was last asked. */
  taken(): Vector {
    const added = this.#added.finish();
    this.#added = makeBuilder(this.#plain);
    return seenAs(added, this.#type);
  }
}

/** Whether dictionaries of such values can be put together. */
export function isDistinguished(type: DataType): boolean {
  return plainType(type) !== null;
}

/** The type of codes of so many values: the column's own where it has room. */
export function indexFor(index: IntType, values: number): IntType {
  return values > 2 ** (index.signed ? index.bits - 1 : index.bits) ? INT32 : index;
}

/** Dictionaries of one type behind each other, every value at its place, since a code counts over all of them. Throws FrameError for values that are not copied one by one. */
export function joinedValues(dictionaries: readonly Vector[], type: DataType): Vector {
  const plain = plainType(type);
  if (plain === null) throw new FrameError(`a dictionary of ${typeName(type)} in several pieces cannot be read; write it in one`);
  const builder = makeBuilder(plain);
  for (const dictionary of dictionaries) {
    const read = seenAs(dictionary, plain).reader();
    for (let code = 0; code < dictionary.length; code++) builder.append(read(code));
  }
  return seenAs(builder.finish(), type);
}

/** The type under which values are cells that say all of them: a Date has no nanoseconds, and 0 is -0 for a Map. Null where there is none. */
function plainType(type: DataType): DataType | null {
  switch (type.kind) {
    case "bool":
    case "utf8":
    case "binary": return type;
    case "int": return bitsOf(type.bits);
    case "float": return bitsOf(type.bits);
    case "date": return bitsOf(type.unit === "day" ? 32 : 64);
    case "time": return bitsOf(type.bits);
    case "timestamp":
    case "duration": return bitsOf(64);
    default: return null;
  }
}

function bitsOf(bits: IntType["bits"]): IntType {
  const type: IntType = { kind: "int", bits, signed: false };
  return bits === 64 ? { ...type, bigint: true } : type;
}

/** The same memory under another type of the same width. */
function seenAs({ storage, offset, length }: Vector, type: DataType): Vector {
  const { validity, offsets } = storage;
  const data = storage.data!;
  const layout = layoutOf(type);
  const seen = layout === null ? data : new layout.array(data.buffer, data.byteOffset, data.length);
  return new Vector(new Storage(type, storage.length, { validity, offsets, data: seen }), offset, length);
}
