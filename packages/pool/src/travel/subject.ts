/** The function that is being sent, as messages speak of it. */
export interface Subject {
  /** the call: `map`, `mapPartitions` */
  readonly op: string;
  readonly fn: SourceFunction;
  /** the task's function, where this is one of its captures */
  readonly capturedBy: string | null;
  /** names that the task captures already */
  readonly captures: readonly string[];
  /** file URL of the call */
  readonly file: string | null;
}

export type SourceFunction = (...args: never[]) => unknown;

/** What messages call a function. */
export function nameOf(fn: { readonly name: string }): string {
  return fn.name === "" ? "<anonymous>" : fn.name;
}

/** `map cannot send work to a worker` */
export function cannotSend({ op, fn, capturedBy }: Subject): string {
  if (capturedBy !== null) return `${op} cannot send ${nameOf(fn)}, a capture of ${capturedBy}, to a worker`;
  return `${op} cannot send ${fn.name === "" ? "its function" : fn.name} to a worker`;
}
