/** A function as plain data (structured-cloneable): any worker can load it, and loads each `id` once. */
export interface ShippedTask {
  /** unique in the sending process */
  readonly id: string;
  /** what messages call it: the function's name, or "<anonymous>" */
  readonly name: string;
  readonly body: SourceBody | ModuleBody;
  /** captured values, encoded (see values/), or null for none */
  readonly captures: unknown;
}

/** The function's own source, an expression. */
export interface SourceBody {
  readonly kind: "source";
  readonly source: string;
  /** file URL that `import("x")` inside the function resolves from, and that remote stacks name; null if unknown */
  readonly file: string | null;
  /** position of `source` in `file`, from 0, so that remote stacks point at the user's lines */
  readonly line: number;
  readonly column: number;
}

/** An export of a module that the worker imports. */
export interface ModuleBody {
  readonly kind: "module";
  readonly url: string;
  readonly name: string;
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
