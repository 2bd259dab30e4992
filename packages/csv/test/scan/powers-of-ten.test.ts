import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const LEAST = -342;
const GREATEST = 324;

/** The 128 highest bits of 10^k, by whole numbers of any length. */
function highest(k: number): bigint {
  const power = 5n ** BigInt(Math.abs(k));
  const bits = k < 0 ? (1n << 1200n) / power : power << 128n;
  return bits >> BigInt(bits.toString(2).length - 128);
}

it("the kernels' powers of ten: 128 bits of each, cut off", () => {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 16384, shared: true });
  const module = new WebAssembly.Module(readFileSync(new URL("../../assembly/build/kernels.wasm", import.meta.url)));
  const { powerOfTen } = new WebAssembly.Instance(module, { env: { memory } }).exports as { powerOfTen: (k: number) => number };
  const words = new DataView(memory.buffer);
  for (let k = LEAST; k <= GREATEST; k++) {
    const at = powerOfTen(k);
    expect([k, (words.getBigUint64(at, true) << 64n) | words.getBigUint64(at + 8, true)]).toEqual([k, highest(k)]);
  }
});
