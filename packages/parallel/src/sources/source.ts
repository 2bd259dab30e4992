import type { TextRange } from "@framepool/csv/internal";
import type { DataFrame } from "@framepool/frame";
import type { SourcePlan } from "../plan.js";
import type { Workers } from "../workers.js";

/** One partition of the input: rows that belong together on their way. */
export interface Part {
  /** rows that are here, or where a worker reads them */
  readonly input: { readonly kind: "frame"; readonly frame: DataFrame; readonly firstRow: number } | { readonly kind: "csv"; readonly range: TextRange };
  /** bytes of the input it stands for: of its cells, or of its text in a file */
  readonly bytes: number;
  /** It is given up: who waits for what it would say must not wait for ever. */
  lost?(): void;
}

/** What is known of a source before anything is read; null: not known. */
export interface SourceSize {
  readonly rows: number | null;
  readonly bytes: number | null;
}

/** Where rows come from. Opened once a run. */
export interface Source {
  size(): Promise<SourceSize>;
  /** Looks at the source as far as it takes to know its columns and types, on the workers where that is much. */
  open(workers: Workers): Promise<OpenSource>;
}

/** A source at work: what it opened is closed with it. */
export interface OpenSource {
  /** what every worker has to know of it */
  readonly plan: SourcePlan;
  parts(): AsyncIterableIterator<Part>;
  close(): Promise<void>;
}
