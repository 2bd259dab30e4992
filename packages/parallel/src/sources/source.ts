import type { DataFrame } from "@framepool/frame";

/** One partition of the input: rows that belong together on their way. */
export interface Part {
  readonly frame: DataFrame;
  readonly firstRow: number;
  /** bytes of the input it stands for: of its cells, or of its text in a file */
  readonly bytes: number;
}

/** What is known of a source before anything is read; null: not known. */
export interface SourceSize {
  readonly rows: number | null;
  readonly bytes: number | null;
}

/** Where rows come from. Opened once a run; what it opens it closes when the iterator is closed. */
export interface Source {
  size(): Promise<SourceSize>;
  parts(): AsyncIterableIterator<Part>;
}
