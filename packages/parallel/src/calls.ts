/** A verb of frames or Series by its name, with its arguments: plain data. */
export interface Call {
  readonly verb: string;
  readonly args: readonly unknown[];
}

type Callable = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

/** What a verb makes of a frame, of a Series, or of what another made of one (`ewm(options)`, of which `mean()`). */
export function called(target: unknown, { verb, args }: Call): unknown {
  return (target as Callable)[verb]!(...args);
}
