import bytes from "../../assembly/build/kernels.wasm";
import type { GrowingMemory } from "./Regions.js";

/** A variable of the kernels. */
interface Variable {
  value: number;
}

/** What the folder `assembly` exports, and says what it means. Numbers are addresses in memory where nothing else is said. */
export interface Kernels {
  readonly dialect: (sep: number, quote: number, skipBlank: boolean) => void;
  readonly begin: (text: number, nonAscii: number, from: number, to: number, before: number, columns: number, ignoresLong: boolean) => void;
  readonly scan: (bytes: number) => number;
  readonly countLines: (from: number, to: number) => number;
  readonly isInside: () => number;
  readonly emit: (plan: number, from: number, to: number, out: number, limit: number) => number;
  readonly writeFloats: (from: number, to: number, values: number, validity: number, bit: number, missing: number, missingBytes: number, offsets: number, bytes: number) => void;
  readonly column: (text: number, starts: number, ends: number, columns: number, k: number, quote: number, escapes: boolean) => void;
  readonly missing: (rows: number, table: number, validity: number) => number;
  readonly classify: (from: number, rows: number, validity: number, table: number) => number;
  readonly int32: (from: number, rows: number, table: number, validity: number, values: number) => number;
  readonly int64: (from: number, rows: number, table: number, validity: number, values: number, isSigned: boolean) => number;
  readonly float64: (from: number, rows: number, table: number, validity: number, values: number) => number;
  readonly texts: (rows: number, validity: number, offsets: number, bytes: number, nonAscii: number) => number;
  readonly chars: (from: number, to: number, validity: number, ends: number, bytes: number, most: number) => number;
  readonly flags: Variable;
  readonly absent: Variable;
  readonly negative: Variable;
  readonly outAt: Variable;
  readonly wanted: Variable;
  readonly endsAt: Variable;
  readonly rowEndsAt: Variable;
  readonly endsLimit: Variable;
  readonly startsAt: Variable;
  readonly startsLimit: Variable;
  readonly longAt: Variable;
  readonly longLimit: Variable;
  readonly at: Variable;
  readonly record: Variable;
  readonly lines: Variable;
  readonly escapes: Variable;
  readonly short: Variable;
}

/** For a dialect without quotes: no byte is this. */
export const NO_QUOTE = 256;

/** What `scan` says. */
export const DONE = 0;
export const FULL = 1;
export const STOPPED = 2;
export const WIDE = 3;

let compiled: WebAssembly.Module | null = null;

/** The kernels on a memory of their own, which is grown from outside. Compiled once in a thread. */
export function loadKernels(): { kernels: Kernels; memory: GrowingMemory } {
  compiled ??= new WebAssembly.Module(bytes);
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 16384, shared: true });
  return { kernels: new WebAssembly.Instance(compiled, { env: { memory } }).exports as Kernels, memory };
}
