import type { Progress } from "./progress.js";

type Counts = Pick<Progress, "rows" | "bytes" | "partitions">;

/** How far a pass is. Where it is made again, counts stay where they were until there is more: nobody sees them go back. */
export class PassCount {
  readonly stage: number;
  #now: Counts = { rows: 0, bytes: 0, partitions: 0 };
  #most = this.#now;

  constructor(stage: number) {
    this.stage = stage;
  }

  get most(): Counts {
    return this.#most;
  }

  /** A partition is through. */
  add(rows: number, bytes: number): void {
    this.#now = sumOf(this.#now, { rows, bytes, partitions: 1 });
    if (this.#now.partitions > this.#most.partitions) this.#most = larger(this.#now, this.#most);
  }

  /** The pass begins again. */
  again(): void {
    this.#now = { rows: 0, bytes: 0, partitions: 0 };
  }
}

function sumOf(a: Counts, b: Counts): Counts {
  return { rows: a.rows + b.rows, bytes: a.bytes + b.bytes, partitions: a.partitions + b.partitions };
}

/** Partitions come back in any order: as many of them may have had more rows before. */
function larger(a: Counts, b: Counts): Counts {
  return { rows: Math.max(a.rows, b.rows), bytes: Math.max(a.bytes, b.bytes), partitions: Math.max(a.partitions, b.partitions) };
}
