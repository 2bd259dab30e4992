import { Link, readRange, type RowPlace } from "@framepool/csv/internal";
import type { DataFrame } from "@framepool/frame/internal";
import { loadOf } from "../faults/load-of.js";
import { gatherAny } from "../parts/gather.js";
import { packPart, rowsAt, unpackPart } from "../parts/parts.js";
import type { SourcePlan } from "../plan/plan.js";
import type { Load } from "../run/Trips.js";
import type { Workers } from "../run/Workers.js";
import { placesAt } from "../worker/open-part.js";
import type { OpenSource, Part, ReadAgain, Source } from "./source.js";

/** Rows as the source gave them, and where each stands in its file; null where it was none. */
export interface InputRows {
  readonly frame: DataFrame;
  readonly places: readonly RowPlace[] | null;
}

/** A part that went by. */
interface Seen {
  rows: Load["rows"];
  readonly again: NonNullable<Part["again"]> | null;
}

/**
 * The parts of a run's input, for who asks behind the first stage where a row stood, or for all of it: by then the rows of
 * many parts are together, in the columns that are worked on. A note is taken of each part, and what is asked for is read
 * again: of a file its byte range, of what is read in order all of it before. Only what can be read once is kept, and only
 * where rows may be set aside for somebody. So a run in which nothing fails pays for none of it.
 */
export class InputParts {
  readonly #source: Source;
  readonly #workers: Workers;
  readonly #keepsRows: boolean;
  readonly #seen: Seen[] = [];
  #plan: SourcePlan = { kind: "frame" };
  /** whether any part is of text, so that its rows have places */
  #isText = false;

  /** `keepsRows`: somebody gets the rows that are set aside. */
  constructor(source: Source, workers: Workers, keepsRows: boolean) {
    this.#source = source;
    this.#workers = workers;
    this.#keepsRows = keepsRows;
  }

  /** A pass over the input, of whose parts it takes note. */
  noting(opened: OpenSource): OpenSource {
    this.#plan = opened.plan;
    return { ...opened, parts: () => this.#noted(opened) };
  }

  /** Where rows of the input stand in its files, as {@link InputParts.rows}; null also where it has none, which is known without a look. */
  async places(numbers: readonly number[], signal: AbortSignal | undefined): Promise<readonly RowPlace[] | null> {
    return this.#isText ? ((await this.rows(numbers, signal))?.places ?? null) : null;
  }

  /** Rows of the input by their numbers, in that order. Null where they cannot be read again: the file is another one by now, or the signal has fired. */
  async rows(numbers: readonly number[], signal: AbortSignal | undefined): Promise<InputRows | null> {
    const rising = [...new Set(numbers)].sort((a, b) => a - b);
    const wanted = this.#byPart(rising);
    if (wanted === null) return null;
    const pieces: InputRows[] = [];
    try {
      for await (const piece of this.#pieces(wanted, signal)) pieces.push(piece);
    } catch {
      // Whoever asks has something to tell that is more to the point.
      return null;
    }
    if (pieces.length < wanted.size) return null;
    const placeOf = new Map(rising.map((row, place) => [row, place]));
    const order = numbers.map((row) => placeOf.get(row)!);
    const places = pieces.some((piece) => piece.places === null) ? null : pieces.flatMap((piece) => piece.places!);
    return { frame: rowsAt(gatherAny(pieces.map(({ frame }) => frame)), Int32Array.from(order)), places: places === null ? null : order.map((place) => places[place]!) };
  }

  async *#noted(opened: OpenSource): AsyncGenerator<Part, void> {
    const keeps = this.#keepsRows && !(await this.#source.isReadAgain());
    let partition = 0;
    for await (const part of opened.parts()) {
      const { input } = part;
      const kept: ReadAgain | null = keeps ? { input, close: () => Promise.resolve() } : null;
      const { rows } = loadOf(partition, part, { origin: { kind: "input" }, step: "run", lineEnd: null });
      this.#isText ||= input.kind === "csv" || input.places !== undefined;
      this.#seen[partition++] = { rows: rows.bind(null), again: part.again ?? (kept === null ? null : () => Promise.resolve(kept)) };
      yield part;
    }
  }

  /** The parts that have rows of these, with what is wanted of each; null where one is in none, or none is wanted. */
  #byPart(rising: readonly number[]): ReadonlyMap<number, readonly number[]> | null {
    if (rising.length === 0) return null;
    const parts = new Map<number, number[]>();
    let part = 0;
    for (const row of rising) {
      while (part < this.#seen.length && !this.#has(part, row)) part++;
      if (part === this.#seen.length) return null;
      const own = parts.get(part);
      if (own === undefined) parts.set(part, [row]);
      else own.push(row);
    }
    return parts;
  }

  #has(part: number, row: number): boolean {
    const { firstRow, rows } = this.#seen[part]!.rows();
    return firstRow !== null && rows !== null && row >= firstRow && row < firstRow + rows;
  }

  async *#pieces(wanted: ReadonlyMap<number, readonly number[]>, signal: AbortSignal | undefined): AsyncGenerator<InputRows, void> {
    for await (const { part, input, close } of this.#again([...wanted.keys()], signal)) {
      try {
        const { firstRow } = this.#seen[part]!.rows();
        yield await pieceOf(input, this.#plan, wanted.get(part)!.map((row) => row - firstRow!));
      } finally {
        await close();
      }
    }
  }

  /** These parts once more, in order: each by itself, or on the way through all of them; none of them behind the signal. */
  async *#again(parts: readonly number[], signal: AbortSignal | undefined): AsyncGenerator<ReadAgain & { readonly part: number }, void> {
    if (parts.every((part) => this.#seen[part]!.again !== null)) {
      for (const part of parts) {
        if (signal?.aborted === true) return;
        yield { part, ...(await this.#seen[part]!.again!()) };
      }
      return;
    }
    if (!(await this.#source.isReadAgain())) return;
    const opened = await this.#source.open(this.#workers, { isRehearsal: true, isWhole: false, signal });
    try {
      const left = new Set(parts);
      let part = 0;
      for await (const { input } of opened.parts()) {
        if (signal?.aborted === true) return;
        if (input.kind === "csv" && left.has(part)) new Link(input.range.before).know({ offset: 0, rows: this.#seen[part]!.rows().firstRow ?? 0, line: 1 });
        if (left.delete(part)) yield { part, input, close: () => Promise.resolve() };
        part++;
        if (left.size === 0) return;
      }
    } finally {
      await opened.close();
    }
  }
}

/** Rows of a part, rising, on memory of their own. */
async function pieceOf(input: Part["input"], plan: SourcePlan, rows: readonly number[]): Promise<InputRows> {
  if (input.kind === "frame") return { frame: rowsAt(input.frame, Int32Array.from(rows)), places: input.places === undefined ? null : placesAt(input.places, rows) };
  if (plan.kind !== "csv") throw new TypeError("a range of text was given by a source of frames");
  const read = await readRange(input.range, { ...plan.table, isShared: true });
  try {
    return { frame: unpackPart(packPart(rowsAt(read.frame, Int32Array.from(rows)), "share").batches), places: read.places(rows) };
  } finally {
    read.close();
  }
}
