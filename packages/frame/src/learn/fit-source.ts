/** The method by which rows that come in parts are learned from. By its name, since there may be two copies of this package. */
export const FIT: unique symbol = Symbol.for("framepool.fit");

/** Rows that come in parts, such as those of a pipeline: learned from in one pass. */
export interface FitSource {
  /** What there is to learn in all rows: the `partial` of each part, `merge`d. */
  [FIT](learner: object): Promise<unknown>;
}

export function isFitSource(rows: unknown): rows is FitSource {
  return typeof rows === "object" && rows !== null && FIT in rows;
}
