import type { BatchPlaces, Rejects, TextRange } from "@framepool/csv/internal";
import type { DataFrame } from "@framepool/frame";
import type { Written } from "../faults/own-target.js";
import type { RowRange } from "../parts/partition.js";
import type { SourcePlan } from "../plan/plan.js";
import type { Workers } from "../run/Workers.js";

/** One partition of the input: rows that belong together on their way. */
export interface Part {
  /** rows that are here (with those that its `own` ones look at beside them, and with the places of what was read here), or where a worker reads them */
  readonly input: { readonly kind: "frame"; readonly frame: DataFrame; readonly firstRow: number; readonly own?: RowRange; readonly places?: BatchPlaces } | { readonly kind: "csv"; readonly range: TextRange };
  /** which of the source's inputs it is of, from 0 (0) */
  readonly from?: number;
  /** bytes of the input it stands for: of its cells, or of its text in a file */
  readonly bytes: number;
  /** The same rows once more, by themselves, when it is over. Not there where that takes all parts before it. */
  again?(): Promise<ReadAgain>;
  /** It is over: who waits for what it did not say must not wait for ever. */
  release?(): void;
  /** Whether it turned out to be behind the last row that is wanted, so that it might as well not have been sent. */
  isBeyond?(): boolean;
}

/** A part that is read a second time, until it is closed. */
export interface ReadAgain {
  readonly input: Part["input"];
  close(): Promise<void>;
}

/** What is known of a source before anything is read; null: not known. */
export interface SourceSize {
  readonly rows: number | null;
  readonly bytes: number | null;
}

/** How text is read, and why: by the scanner, or by csv-parse. */
export interface Reading {
  readonly path: "scanner" | "csv-parse";
  readonly reason: string;
}

/** One input of a source, as far as it can be named. */
export interface InputDescription {
  readonly name: string;
  /** null: not known before it is read */
  readonly bytes: number | null;
}

/** What a source is, before it is read. */
export interface SourceDescription {
  readonly kind: "frame" | "csv" | "arrow" | "rows";
  readonly inputs: readonly InputDescription[];
  readonly reading: Reading | null;
  /** why cells do not keep the spelling of their file in a CSV file; null: they do; undefined: they have none */
  readonly respelled?: string | null;
  /** how the types of the columns are known */
  readonly types: string;
  /** how it is cut into partitions */
  readonly partitions: string;
  /** whether it selects the columns that the first steps ask for by itself, so that the others are not read */
  readonly selects: boolean;
}

/** Where rows come from. Opened once a pass over them. */
export interface Source {
  /** whether a part may lack columns that others have */
  readonly varies?: boolean;
  /** its rows, where they are in memory, with the columns that were pushed down to it and no others */
  readonly frame?: DataFrame;
  size(): Promise<SourceSize>;
  describe(): Promise<SourceDescription>;
  /** Paths of its inputs, null for one that has none; a source without this has no inputs. */
  files?(): Promise<readonly (string | null)[]>;
  /** What is written beside the output while it is read. */
  writes?(): Promise<readonly Written[]>;
  /** The option by which rows of its files, or columns, are left out: a file that is read and replaced would lose them. Null: none. */
  leavesOut?(): Promise<string | null>;
  /** whether it can be opened a second time, and gives the same parts */
  isReadAgain(): Promise<boolean>;
  /** Looks at the source as far as it takes to know its columns and types, on the workers where that is much. */
  open(workers: Workers, pass: Pass): Promise<OpenSource>;
}

/** What a source is opened for. */
export interface Pass {
  /** it will be made again: nothing is said of lines that are set aside */
  readonly isRehearsal: boolean;
  /** all of its rows come together here, and steps look at what columns there are: each part is to have those of all */
  readonly isWhole: boolean;
  /** it can be made again, all of its parts are read, and no function of a user's is called: what is not known yet may be taken to be as the first part has it */
  readonly mayBeWrong?: boolean;
  /** ends the run: what is opened, and waits for somebody, lets go */
  readonly signal?: AbortSignal | undefined;
}

/** A source at work: what it opened is closed with it. */
export interface OpenSource extends OpenParts {
  readonly reading: Reading | null;
  /** whether its parts have the columns that were pushed down to it, and no others */
  readonly selects: boolean;
  /** Where something was taken to be as the first part has it: whether it is so, when all parts were read. The next pass knows what was found. */
  isSo?(): boolean;
}

export interface OpenParts {
  /** takes the lines that are set aside, in the order of the input; the run ends it */
  readonly rejects?: Rejects | null;
  /** what every worker has to know of it */
  readonly plan: SourcePlan;
  parts(): AsyncIterableIterator<Part>;
  close(): Promise<void>;
}
