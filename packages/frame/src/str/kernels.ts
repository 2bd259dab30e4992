import bytes from "../../assembly/build/kernels.wasm";

/** What the folder `assembly` exports, and says what it means. Numbers are addresses in the kernels' memory, where nothing else is said. */
interface Exports {
  readonly changeCase: (from: number, to: number, first: number, latin: number, odd: number, odder: number, out: number) => number;
  readonly find: (from: number, to: number, sought: number, length: number, out: number) => number;
}

/** Bytes that are looked at in one call: they are copied to the kernels' memory, which takes a tenth of looking at them by JavaScript. */
export const BLOCK = 32_768;
/** Longest text that can be sought. */
export const MOST_SOUGHT = 1024;

/** Where the text that is sought lies in the kernels' memory, then a block with what may be read around it, then an address for each of its bytes. */
export const SOUGHT_AT = 0;
const BLOCK_AT = 2 * MOST_SOUGHT;
export const FOUND_AT = BLOCK_AT + BLOCK + 2 * MOST_SOUGHT;
const PAGES = Math.ceil((FOUND_AT + 4 * (BLOCK + MOST_SOUGHT)) / 65_536);

/** The kernels, and their memory. */
export interface Kernels extends Exports {
  readonly memory: Uint8Array;
  /** addresses that a kernel gave */
  readonly found: Uint32Array;
}

let loaded: Kernels | null = null;

/** Made once in a thread. */
export function textKernels(): Kernels {
  return (loaded ??= load());
}

function load(): Kernels {
  const memory = new WebAssembly.Memory({ initial: PAGES, maximum: 16_384, shared: true });
  const { changeCase, find } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } }).exports as Exports;
  return { changeCase, find, memory: new Uint8Array(memory.buffer), found: new Uint32Array(memory.buffer, FOUND_AT) };
}

/**
 * Copies a block to the kernels' memory, and gives its address: one that lies as the block does between multiples of eight.
 * Shared memory is copied eight bytes at a time where both do, and else byte by byte, which takes four times as long.
 */
export function placeBlock(memory: Uint8Array, block: Uint8Array): number {
  const at = BLOCK_AT + (block.byteOffset & 7);
  memory.set(block, at);
  return at;
}
