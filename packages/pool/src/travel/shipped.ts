import type { Position } from "../free-names/where.js";

/** A function as plain data (structured-cloneable): any worker can load it, and loads each `id` once. */
export interface ShippedTask {
  /** unique in the sending process */
  readonly id: string;
  /** what messages call it: the function's name, or "<anonymous>" */
  readonly name: string;
  readonly body: SourceBody | ModuleBody;
  /** captured values, packed (see captures.ts), or null for none */
  readonly captures: ShippedCaptures | null;
}

/** The function's own source, an expression. */
export interface SourceBody {
  readonly kind: "source";
  readonly source: string;
  /** the source is strict-mode code */
  readonly strict: boolean;
  /** names of compiler helpers that the source uses, and what each stands for */
  readonly helpers: readonly HelperName[];
  /** file URL of the call, from which `import("x")` inside the function resolves; null if unknown */
  readonly file: string | null;
  /** the source has an `import("x")` */
  readonly imports: boolean;
  /** what the file is called in remote stacks: with a mark where the function was written in another one */
  readonly stackFile: string;
  /** position of `source` in the code that runs, from 0 */
  readonly position: Position;
  /** the same position in the file that the user wrote, where a source map tells it */
  readonly original: Position | null;
}

/** A name that a compiler put into the source, and the helper that the worker gives it. */
export interface HelperName {
  readonly local: string;
  readonly library: "tslib" | "esbuild" | "istanbul" | "require" | "cache";
  /** the helper's name in its library; `*` for the whole library */
  readonly name: string;
}

/** An export of a module that the worker imports. */
export interface ModuleBody {
  readonly kind: "module";
  readonly url: string;
  readonly name: string;
  /** the function gets `ctx` behind its arguments: a user's task does, an export of framepool does not */
  readonly context: boolean;
  /** whether the module is CommonJS of ours, which is taken by `require` */
  readonly required: boolean;
}

/** Captured values: plain ones serialised together, so that all workers see the moment at which they were sent. */
export interface ShippedCaptures {
  /** `{ name: value }` encoded by values/encode and serialised by node:v8; shared memory if large */
  readonly bytes: Uint8Array;
  /** shared buffers that `bytes` refers to by number; in a process copies of them */
  readonly shared: readonly ArrayBufferLike[];
  /** why another process cannot be given them, or null */
  readonly refusal: { readonly path: string; readonly why: string } | null;
  /** captured functions and classes */
  readonly code: readonly { readonly name: string; readonly body: SourceBody | ModuleBody }[];
  /** values that each worker makes once */
  readonly once: readonly { readonly name: string; readonly task: ShippedTask }[];
}

/** What a user's function may ask of the place it runs in. */
export interface TaskContext {
  /** next number in [0, 1) of the stream that belongs to this partition or item */
  readonly random: () => number;
  readonly partition: number | null;
  readonly firstRow: number | null;
  /** the worker's name */
  readonly worker: string;
  readonly signal: AbortSignal;
}

/** A task in the isolate that runs it. */
export interface LoadedTask {
  readonly name: string;
  /** The function with its captures and context behind the arguments: `fn(...args)`, `fn(...args, captures, ctx)` or `fn(...args, ctx)`. */
  bind(ctx: TaskContext): (...args: readonly unknown[]) => unknown;
}
