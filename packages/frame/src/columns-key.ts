/** Key under which a DataFrame keeps its columns and a Series its column: for the verbs and for sibling packages, not part of the public contract. */
export const COLUMNS: unique symbol = Symbol("framepool.columns");

/** Key of the method by which a Series makes another of a column: verbs call it of Series of any cells. */
export const MADE: unique symbol = Symbol("framepool.made");
