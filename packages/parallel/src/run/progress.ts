/** How far a run is; given to `onProgress` after each partition. Nothing of a run waits for it. */
export interface Progress {
  /** the pass over rows that is under way, from 0: a step that looks across parts ends one, and the counts below begin anew */
  readonly stage: number;
  /** rows of the pass that are through, and bytes of them; those of the input in the first */
  readonly rows: number;
  readonly bytes: number;
  /** of the whole pass, or null where that is not known beforehand */
  readonly totalRows: number | null;
  readonly totalBytes: number | null;
  readonly partitions: number;
  /** ms since the run began */
  readonly elapsed: number;
}

/** Whether, and to whom, a run says how far it is. */
export interface ProgressOptions {
  /** called after each partition; nothing waits for it */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** true: on standard error, as a bar on a terminal, else as a line a second */
  readonly progress?: boolean | undefined;
}
