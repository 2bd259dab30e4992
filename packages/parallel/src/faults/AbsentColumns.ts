import { FrameError } from "@framepool/errors";
import { withoutRows } from "../plan/check-before.js";
import { tasksOf } from "../plan/functions.js";
import type { Plan } from "../plan/plan.js";
import { reductionOf } from "../reductions/index.js";
import type { Asked } from "../worker/messages.js";
import { errorHere, stepHere } from "./step-error.js";
import { opOf } from "./task-error.js";

/** Columns that a step asked parts for (`filled`: which there need not be), and all that they have; and one that only some of them have, where that must not be. */
interface Looked {
  readonly names: Set<string>;
  readonly filled: Set<string>;
  readonly columns: Set<string>;
  /** those of the first part, where all must have the same */
  same: readonly string[] | null;
  differs: string | null;
}

/** What was asked of parts whose columns differ: a name is wrong where no part has it, and so is a step that makes something of cells which not all parts have. */
export class AbsentColumns {
  readonly #plan: Plan;
  readonly #places = new Map<number, Looked>();

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  note({ place, names, columns, inAll = false, mayLack = false }: Asked): void {
    let looked = this.#places.get(place);
    if (looked === undefined) this.#places.set(place, (looked = { names: new Set(), filled: new Set(), columns: new Set(), same: null, differs: null }));
    if (inAll) {
      looked.same ??= columns;
      looked.differs ??= oddOne(looked.same, columns);
    }
    for (const name of names) looked[mayLack ? "filled" : "names"].add(name);
    for (const name of columns) looked.columns.add(name);
  }

  /** When all parts are through. Throws the FrameError that all rows together would have ended in. */
  check(): void {
    const { steps, output, vary } = this.#plan;
    for (const [place, { names, filled, columns, differs }] of [...this.#places].sort(([a], [b]) => a - b)) {
      const step = steps[place] ?? (output.kind === "partial" ? output.reduction : null);
      if (step === null) continue;
      if (differs !== null) throw errorHere(someOnly(differs, opOf(step), vary === 0), step, null);
      stepHere(step, () => withoutRows([...columns]).select([...names, ...(this.#seesAll(place) ? filled : [])]));
    }
  }

  /** Whether a column that was filled, and that no part has, is seen by something behind that looks at all columns. */
  #seesAll(place: number): boolean {
    const { steps, output } = this.#plan;
    if (steps.slice(place + 1).some((step) => tasksOf(step).length > 0)) return true;
    return output.kind === "partial" && reductionOf(output.reduction).columns(output.reduction) === null;
  }
}

/** A column that one part has and the first has not, or the other way round. */
function oddOne(first: readonly string[], columns: readonly string[]): string | null {
  return columns.find((name) => !first.includes(name)) ?? first.find((name) => !columns.includes(name)) ?? null;
}

/** What a part without the column made would be another than all rows together give. */
function someOnly(column: string, op: string, ofSource: boolean): FrameError {
  const fix = ofSource ? "give scanRows a schema, which names all columns" : "let the function before give all keys for every row, with null for what is missing";
  return new FrameError(`${op}: only some parts have a column "${column}", and what this makes of missing cells, the others cannot know; ${fix}, or collect() first`, { column });
}
