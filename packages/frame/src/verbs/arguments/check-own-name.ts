import { FrameError } from "@framepool/errors";

/** Throws FrameError where a column that is given has the name of the one that the verb makes beside it. */
export function checkOwnName(verb: string, names: readonly string[], made: string): void {
  if (names.includes(made)) throw new FrameError(`${verb} makes a column "${made}" beside yours of that name; rename yours first`, { column: made });
}
