import bytes from "../../assembly/build/kernels.wasm";

/** A variable of the kernels. */
interface Variable {
  value: number;
}

/** What the folder `assembly` exports, and says what it means. Numbers are addresses in memory where nothing else is said. */
export interface Kernels {
  readonly dialect: (sep: number, quote: number, skipBlank: boolean) => void;
  readonly begin: (text: number, nonAscii: number, from: number, to: number, before: number, columns: number) => void;
  readonly scan: (bytes: number) => number;
  readonly isInside: () => number;
  readonly emit: (plan: number, from: number, to: number, out: number, limit: number) => number;
  readonly outAt: Variable;
  readonly wanted: Variable;
  readonly endsAt: Variable;
  readonly rowEndsAt: Variable;
  readonly endsLimit: Variable;
  readonly startsAt: Variable;
  readonly startsLimit: Variable;
  readonly at: Variable;
  readonly record: Variable;
  readonly lines: Variable;
  readonly escapes: Variable;
}

/** What `scan` says. */
export const DONE = 0;
export const FULL = 1;
export const STOPPED = 2;
export const ODD = 3;

let compiled: WebAssembly.Module | null = null;

/** The kernels on a memory of their own, which is grown from outside. Compiled once in a thread. */
export function loadKernels(): { kernels: Kernels; memory: WebAssembly.Memory } {
  compiled ??= new WebAssembly.Module(bytes);
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 16384, shared: true });
  return { kernels: new WebAssembly.Instance(compiled, { env: { memory } }).exports as Kernels, memory };
}
