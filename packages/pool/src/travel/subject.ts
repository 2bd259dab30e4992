/** The function that is being sent, as messages speak of it. */
export interface Subject {
  /** the call: `map`, `mapPartitions` */
  readonly op: string;
  readonly fn: SourceFunction;
  /** its name, or the name it is captured by; "" if it has none */
  readonly label: string;
  /** the task's function, where this is one of its captures */
  readonly capturedBy: string | null;
  /** names that the task captures already */
  readonly captures: readonly string[];
  /** file URL of the call */
  readonly file: string | null;
  /** a method, which is called on an object there: it may say `this` */
  readonly hasThis?: boolean;
}

export type SourceFunction = (...args: never[]) => unknown;

/** What messages call a function. */
export function nameOf(fn: { readonly name: string }): string {
  return fn.name === "" ? "<anonymous>" : fn.name;
}

/** `map cannot send work to a worker` */
export function cannotSend({ op, label, capturedBy }: Pick<Subject, "op" | "label" | "capturedBy">): string {
  if (capturedBy !== null) return `${op} cannot send ${label}, a capture of ${capturedBy}, to a worker`;
  const name = label.replace(/^(bound )+/, "");
  return `${op} cannot send ${name === "" ? "its function" : name} to a worker`;
}

/** The call that a task is for. */
export interface Site {
  /** what messages call it: `map`, `mapPartitions` */
  readonly op: string;
  /** file URL of the code that called, or null */
  readonly file: string | null;
  /** it is for another process, which shares no memory */
  readonly bytes?: boolean;
}
