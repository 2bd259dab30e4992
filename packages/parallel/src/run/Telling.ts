import type { Rejects } from "@framepool/csv/internal";
import { AbsentColumns } from "../faults/AbsentColumns.js";
import type { Quarantine } from "../faults/Quarantine.js";
import type { Tally } from "../faults/Tally.js";
import type { Plan } from "../plan/plan.js";
import type { PartReply } from "../worker/messages.js";
import { InOrder } from "./in-order.js";

/** Where goes what is no result. */
export interface Aside {
  /** lines that workers set aside */
  readonly rejects: Rejects | null;
  readonly tally: Tally;
  readonly quarantine: Quarantine;
}

/** A partition that came back, and waits for its turn. */
export interface Told {
  readonly partition: number;
  readonly reply: PartReply;
  /** whether it turned out that nobody wants it */
  isBeyond(): boolean;
}

/** What replies tell beside their results, in the order of the input: what is set aside, errors to be counted, columns that were asked for. */
export class Telling {
  readonly #aside: Aside;
  readonly #absent: AbsentColumns;
  /** whether rows that are set aside are rows of the input */
  readonly #isFirst: boolean;
  readonly #inOrder = new InOrder<Told>((told) => this.#tell(told));
  readonly #tooMany: (told: Told, error: unknown) => void;

  /** `tooMany` is told of the partition that has the error which is one too many. */
  constructor(plan: Plan, aside: Aside, tooMany: (told: Told, error: unknown) => void) {
    this.#aside = aside;
    this.#absent = new AbsentColumns(plan);
    this.#isFirst = plan.origin.kind === "input";
    this.#tooMany = tooMany;
  }

  /** Tells it when those before it are told. Resolves when all that was set aside by then is written. */
  async put(told: Told): Promise<void> {
    this.#inOrder.put(told.partition, told);
    await this.#aside.quarantine.written;
    await this.#aside.rejects?.flush();
  }

  /** When all partitions are through. Throws FrameError for a column that none of them had. */
  check(): void {
    this.#absent.check();
  }

  #tell(told: Told): void {
    const { rejects, result, faults, asked } = told.reply;
    // What no head wants might as well not have been read.
    if (result !== null || faults.whole !== null) for (const each of asked) this.#absent.note(each);
    if (result !== null || faults.count > 0) for (const line of rejects) this.#aside.rejects?.add(line);
    const tooMany = this.#aside.tally.add(faults);
    if (tooMany !== null) this.#tooMany(told, tooMany);
    else if (faults.aside !== null) this.#aside.quarantine.take(told.partition, faults.aside, this.#isFirst);
  }
}
