import { bitmapBytes, layoutOf, setBit, Storage, Vector, type DataArray, type DataType, type StorageParts } from "@framepool/frame/internal";
import { below, one, type Random } from "./random.js";
import { scatteredTexts } from "./scattered.js";

export interface Memory {
  /** on SharedArrayBuffer, as our builders make it, or on ArrayBuffer, as others do */
  readonly shared: boolean;
}

const WORDS = ["", "a", "Braund, Mr. Owen", "é", "Žofie", "東京", "🙂", "x".repeat(40), "0", "\n\"", "\u0000"];
const FLOATS = [0, -0, 1.5, -1e300, 5e-324, NaN, Infinity, -Infinity, 2 ** 53, 0.1];

/** `length` random rows of any type, made in memory by hand: no builder is asked. Texts on shared memory may be left where they lie. The window begins at a random row of its storage. */
export function randomVector(type: DataType, length: number, random: Random, memory: Memory): Vector {
  const before = below(random, 12);
  const after = below(random, 12);
  return new Vector(randomStorage(type, before + length + after, random, memory), before, length);
}

function randomStorage(type: DataType, length: number, random: Random, memory: Memory): Storage {
  const nullable = type.kind !== "null" && type.kind !== "union" && random() < 0.6;
  const validity = nullable ? bits(length, random, 0.75, memory) : null;
  const storage = new Storage(type, length, { validity, ...partsOf(type, length, random, memory) });
  return memory.shared && random() < 0.5 ? scatteredTexts(storage) : storage;
}

function partsOf(type: DataType, length: number, random: Random, memory: Memory): Partial<StorageParts> {
  switch (type.kind) {
    case "null": return {};
    case "bool": return { data: bits(length, random, 0.5, memory) };
    case "utf8":
    case "binary": {
      const texts = Array.from({ length }, () => (type.kind === "utf8" ? new TextEncoder().encode(one(random, WORDS)) : Uint8Array.from({ length: below(random, 9) }, () => below(random, 256))));
      const offsets = ends(texts.map((text) => text.length), type.large, memory);
      return { offsets, data: placed(Uint8Array.from(texts.flatMap((text) => [...text])), memory) };
    }
    case "list":
    case "map": {
      const sizes = Array.from({ length }, () => below(random, 4));
      const total = sizes.reduce((sum, size) => sum + size, 0);
      return { offsets: ends(sizes, type.kind === "list" && type.large, memory), children: [randomVector(type.kind === "list" ? type.item.type : type.entries.type, total, random, memory)] };
    }
    case "fixed-list": return { children: [randomVector(type.item.type, length * type.size, random, memory)] };
    case "struct": return { children: type.fields.map((field) => randomVector(field.type, length, random, memory)) };
    case "union": return union(type, length, random, memory);
    case "dictionary": {
      const values = 1 + below(random, 6);
      const codes = Array.from({ length }, () => below(random, values));
      return { data: numbers(type.index, type.index.bits === 64 ? codes.map(BigInt) : codes, memory), dictionary: randomVector(type.values, values, random, memory) };
    }
    default: return { data: values(type, length, random, memory) };
  }
}

function union(type: Extract<DataType, { kind: "union" }>, length: number, random: Random, memory: Memory): Partial<StorageParts> {
  const members = Array.from({ length }, () => below(random, type.fields.length));
  const typeIds = placed(Int8Array.from(members, (member) => type.typeIds[member]!), memory);
  if (type.mode === "sparse") return { typeIds, children: type.fields.map((field) => randomVector(field.type, length, random, memory)) };
  const used = type.fields.map(() => 0);
  const at = members.map((member) => used[member]!++);
  return { typeIds, data: placed(Int32Array.from(at), memory), children: type.fields.map((field, i) => randomVector(field.type, used[i]!, random, memory)) };
}

/** Values of a type of fixed width: any bits where every pattern is a value, else within what JavaScript reads. */
function values(type: DataType, length: number, random: Random, memory: Memory): DataArray {
  const { array, stride } = layoutOf(type)!;
  const count = length * stride;
  const any = (): number => below(random, 2 ** 32) - 2 ** 31;
  if (type.kind === "float" && type.bits > 16) return numbers(type, Array.from({ length: count }, () => (random() < 0.3 ? one(random, FLOATS) : random() * 2e6 - 1e6)), memory);
  if (type.kind === "int" && type.bits === 64) {
    const huge = (): bigint => (BigInt(any()) << 32n) | BigInt(below(random, 2 ** 32));
    return numbers(type, Array.from({ length: count }, () => (type.bigint ? huge() : BigInt(type.signed ? any() : below(random, 2 ** 32)) * 4096n)), memory);
  }
  if (type.kind === "timestamp" || type.kind === "duration" || (type.kind === "date" && type.unit === "ms")) return numbers(type, Array.from({ length: count }, () => BigInt(any()) * 1009n), memory);
  if (type.kind === "date") return numbers(type, Array.from({ length: count }, () => below(random, 2e6) - 1e6), memory);
  const bytes = placed(Uint8Array.from({ length: count * array.BYTES_PER_ELEMENT }, () => below(random, 256)), memory);
  return new array(bytes.buffer, bytes.byteOffset, count);
}

function numbers(type: DataType, cells: readonly (number | bigint)[], memory: Memory): DataArray {
  const { array } = layoutOf(type)!;
  const data = new array(buffer(cells.length * array.BYTES_PER_ELEMENT, memory), 0, cells.length);
  for (const [i, cell] of cells.entries()) data[i] = cell;
  return data;
}

function bits(length: number, random: Random, share: number, memory: Memory): Uint8Array {
  const set = placed(new Uint8Array(bitmapBytes(length)), memory);
  for (let i = 0; i < length; i++) if (random() < share) setBit(set, i);
  return set;
}

function ends(sizes: readonly number[], large: boolean, memory: Memory): Int32Array | BigInt64Array {
  const sums = [0];
  for (const size of sizes) sums.push(sums[sums.length - 1]! + size);
  return large ? placed(BigInt64Array.from(sums, BigInt), memory) : placed(Int32Array.from(sums), memory);
}

function buffer(bytes: number, { shared }: Memory): ArrayBufferLike {
  const room = Math.ceil((bytes + 1) / 8) * 8;
  return shared ? new SharedArrayBuffer(room) : new ArrayBuffer(room);
}

function placed<T extends Uint8Array | Int8Array | Int32Array | BigInt64Array>(array: T, memory: Memory): T {
  const make = array.constructor as new (buffer: ArrayBufferLike, byteOffset: number, length: number) => T;
  const copy = new make(buffer(array.byteLength, memory), 0, array.length);
  new Uint8Array(copy.buffer).set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  return copy;
}
