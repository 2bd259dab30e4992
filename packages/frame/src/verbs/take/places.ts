/** Where the bytes of cells lie: each begins at `starts` in the source of its number, and is as long as `offsets` says. */
export interface Places {
  readonly sources: readonly Uint8Array[];
  /** number of the source; null where there is only one */
  readonly piece: Int32Array | null;
  readonly starts: Int32Array;
  /** `length + 1` ends of the cells, as they come to lie one behind the other */
  readonly offsets: Int32Array;
}
