import { withoutRows } from "../plan/check-before.js";
import type { Asked } from "../worker/messages.js";
import type { Plan } from "../plan/plan.js";
import { stepHere } from "./step-error.js";

/** Columns that a step asked parts for, and all that they have. */
interface Looked {
  readonly names: Set<string>;
  readonly columns: Set<string>;
}

/** What was asked of parts whose columns differ: a name is wrong where no part has it. */
export class AbsentColumns {
  readonly #plan: Plan;
  readonly #places = new Map<number, Looked>();

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  note({ place, names, columns }: Asked): void {
    let looked = this.#places.get(place);
    if (looked === undefined) this.#places.set(place, (looked = { names: new Set(), columns: new Set() }));
    for (const name of names) looked.names.add(name);
    for (const name of columns) looked.columns.add(name);
  }

  /** When all parts are through. Throws the FrameError that all rows together would have ended in. */
  check(): void {
    const { steps, output } = this.#plan;
    for (const [place, { names, columns }] of [...this.#places].sort(([a], [b]) => a - b)) {
      const step = steps[place] ?? (output.kind === "partial" ? output.reduction : null);
      if (step !== null) stepHere(step, () => withoutRows([...columns]).select([...names]));
    }
  }
}
