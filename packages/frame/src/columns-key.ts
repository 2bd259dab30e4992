/** Key under which a DataFrame keeps its columns and a Series its column: for the verbs and for sibling packages, not part of the public contract. */
export const COLUMNS: unique symbol = Symbol("framepool.columns");
