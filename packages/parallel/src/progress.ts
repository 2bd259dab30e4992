/** How far a run is; given to `onProgress` after each partition. Nothing of a run waits for it. */
export interface Progress {
  /** rows of the input that are through, and bytes of it */
  readonly rows: number;
  readonly bytes: number;
  /** of the whole input, or null where that is not known beforehand */
  readonly totalRows: number | null;
  readonly totalBytes: number | null;
  readonly partitions: number;
  /** ms since the run began */
  readonly elapsed: number;
}
