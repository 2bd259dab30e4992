import type { Series } from "@framepool/frame";

/** A verb of frames or Series by its name, with its arguments: plain data. */
export interface Call {
  /** it is a method of the Series' text or times */
  readonly of?: "str" | "dt";
  readonly verb: string;
  readonly args: readonly unknown[];
}

type Callable = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

/** What a verb makes of a frame, of a Series, or of what another made of one (`ewm(options)`, of which `mean()`). */
export function called(target: unknown, { of, verb, args }: Call): unknown {
  const methods = (of === undefined ? target : (target as Series)[of]) as Callable;
  return methods[verb]!(...args);
}
