import { Buffer } from "node:buffer";
import bytes from "../../assembly/build/powers.wasm";
import type { Column } from "../column.js";
import { bytesOf, copyBytes } from "../copy-bytes.js";
import { BLOCK, numberBlocks } from "../verbs/numbers/number-blocks.js";
import { addUnits, type PowerSums } from "./power-sums.js";

/** What the folder `assembly/powers` exports, and says what it means. */
interface Exports {
  readonly begin: () => void;
  readonly addPowers: (rows: number, fourth: boolean) => void;
  readonly VALUES_AT: WebAssembly.Global;
  readonly SUMS_AT: WebAssembly.Global;
}

/** The code, and views of its memory. */
interface Adder extends Exports {
  readonly target: Buffer;
  readonly values: Float64Array;
  readonly sums: BigUint64Array;
}

const PAGES = 12;
/** Bins of sums, and the limbs of each: of the first powers, of the second … */
const BINS = 4096;
const LIMBS = [2, 4, 6, 8];
const LIMBS_A_BIN = 20;
const LIMB_BITS = 27n;

let made: Adder | null = null;

/** Made once in a thread. */
function adder(): Adder {
  return (made ??= load());
}

function load(): Adder {
  const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES, shared: true });
  const exports = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } }).exports as Exports;
  const { buffer } = memory;
  return { ...exports, target: Buffer.from(buffer), values: new Float64Array(buffer, exports.VALUES_AT.value, BLOCK), sums: new BigUint64Array(buffer, exports.SUMS_AT.value, BINS * LIMBS_A_BIN) };
}

/** Adds what `addPowers` does to the only group, where there are many cells: the sums are as exact, and take a quarter of the time or less. */
export function addManyPowers(powers: PowerSums, column: Column, codes: Int32Array): void {
  const kernel = adder();
  kernel.begin();
  for (const { values, codes: own } of numberBlocks(column, codes)) {
    copyBytes(bytesOf(values), kernel.target, kernel.VALUES_AT.value);
    const block = kernel.values.subarray(0, values.length);
    for (let i = 0; i < own.length; i++) if (own[i]! < 0) block[i] = NaN;
    countBlock(powers, block);
    kernel.addPowers(block.length, powers.highest === 4);
  }
  addUnits(powers, 0, collected(kernel.sums, powers.highest));
}

function countBlock(powers: PowerSums, block: Float64Array): void {
  let count = 0;
  for (let i = 0; i < block.length; i++) {
    const value = block[i]!;
    if (value === value) count++;
    if (value === Infinity || value === -Infinity) powers.infinite.add(0);
  }
  powers.cells[0]! += count;
}

/** The sums of all bins, the k-th in units of 2^(-1074 k). */
function collected(sums: BigUint64Array, highest: number): bigint[] {
  const all = new Array<bigint>(highest).fill(0n);
  for (let bin = 0; bin < BINS; bin++) {
    const begin = bin * LIMBS_A_BIN;
    if (sums[begin] === 0n && sums[begin + 1] === 0n) continue;
    const isNegative = bin >= BINS / 2;
    // Numbers next to 0 are in the units of those above them.
    const shift = BigInt(Math.max(0, (bin % (BINS / 2)) - 1));
    for (let k = 0, at = begin; k < highest; at += LIMBS[k++]!) {
      const whole = wholeOf(sums.subarray(at, at + LIMBS[k]!)) << (shift * BigInt(k + 1));
      all[k]! += isNegative && k % 2 === 0 ? -whole : whole;
    }
  }
  return all;
}

/** The number that limbs are, the least first. */
function wholeOf(limbs: BigUint64Array): bigint {
  return limbs.reduceRight((above, limb) => (above << LIMB_BITS) + limb, 0n);
}
