import { Buffer } from "node:buffer";
import bytes from "../../assembly/build/sums.wasm";
import type { Column } from "../column.js";
import { bytesOf, copyBytes } from "../copy-bytes.js";
import { BLOCK, cellBlocks } from "../verbs/numbers/number-blocks.js";
import type { GappedNumbers } from "../verbs/numbers/numbers-with-gaps.js";

/** What the folder `assembly/sums` exports, and says what it means. */
interface Exports {
  readonly addNumbers: (from: number, rows: number) => number;
  readonly addSquares: (from: number, rows: number) => number;
  readonly MOST: WebAssembly.Global;
  readonly ROOM: WebAssembly.Global;
  readonly ROOM_AT: WebAssembly.Global;
  readonly SUMS_AT: WebAssembly.Global;
}

/** Adds up runs of numbers without an error: of numbers that lie side by side, as many as have a sum that floats hold. */
interface RunAdder {
  /** where numbers are put */
  readonly room: Float64Array;
  /** numbers of a run at most, a power of two */
  readonly most: number;
  /** of the last run how many numbers it had, their sum in three pieces, and that of their squares in four */
  readonly sums: Float64Array;
  readonly target: Buffer;
  readonly roomAt: number;
  readonly addNumbers: Exports["addNumbers"];
  readonly addSquares: Exports["addSquares"];
}

const PAGES = 9;
const SUMS = 8;

let made: RunAdder | null = null;

/** Made once in a thread. */
export function runAdder(): RunAdder {
  return (made ??= load());
}

function load(): RunAdder {
  const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES, shared: true });
  const { addNumbers, addSquares, MOST, ROOM, ROOM_AT, SUMS_AT } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } }).exports as Exports;
  const { buffer } = memory;
  return {
    room: new Float64Array(buffer, ROOM_AT.value, ROOM.value),
    most: MOST.value,
    sums: new Float64Array(buffer, SUMS_AT.value, SUMS),
    target: Buffer.from(buffer),
    roomAt: ROOM_AT.value,
    addNumbers,
    addSquares,
  };
}

/** The sums of the numbers that are in the room from `from` on, and with `squares` of their squares; null where they cannot be found so. */
export function sumsOfRun(adder: RunAdder, from: number, rows: number, squares: boolean): Float64Array | null {
  if ((rows & 1) === 1) adder.room[from + rows] = NaN;
  const even = (rows + 1) & ~1;
  return (squares ? adder.addSquares(from, even) : adder.addNumbers(from, even)) === 0 ? null : adder.sums;
}

/** A run of the cells of a column. */
export interface Run {
  /** null where they are to be added one by one */
  readonly sums: Float64Array | null;
  readonly values: Float64Array;
  /** the exact values, of which those are the rounded ones, if any lies beyond ±(2^53 - 1) */
  readonly wide: GappedNumbers["wide"];
}

/** The cells of a column that reads as numbers, run by run; each is gone when the next one comes. */
export function* runsOf(column: Column, squares: boolean): Generator<Run> {
  const adder = runAdder();
  const { room, target, roomAt, most } = adder;
  for (const { values, wide } of cellBlocks(column, room.subarray(0, BLOCK))) {
    if (values.buffer !== room.buffer) copyBytes(bytesOf(values), target, roomAt);
    for (let begin = 0; begin < values.length; begin += most) {
      const end = Math.min(begin + most, values.length);
      yield { sums: sumsOfRun(adder, begin, end - begin, squares), values: values.subarray(begin, end), wide: wide?.subarray(begin, end) ?? null };
    }
  }
}
