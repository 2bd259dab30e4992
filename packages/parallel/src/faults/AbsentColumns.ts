import { FrameError } from "@framepool/errors";
import { withoutRows } from "../plan/check-before.js";
import type { Plan } from "../plan/plan.js";
import type { Asked } from "../worker/messages.js";
import { errorHere, stepHere } from "./step-error.js";
import { opOf } from "./task-error.js";

/** Columns that a step asked parts for, and all that they have; and one that only some of them have, where that must not be. */
interface Looked {
  readonly names: Set<string>;
  readonly columns: Set<string>;
  differs: string | null;
}

/** What was asked of parts whose columns differ: a name is wrong where no part has it, and so is a step that makes something of cells which not all parts have. */
export class AbsentColumns {
  readonly #plan: Plan;
  readonly #places = new Map<number, Looked>();

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  note({ place, names, columns, inAll = false }: Asked): void {
    let looked = this.#places.get(place);
    if (looked === undefined) this.#places.set(place, (looked = { names: new Set(), columns: new Set(inAll ? columns : []), differs: null }));
    if (inAll) looked.differs ??= oddOne(looked.columns, columns);
    for (const name of names) looked.names.add(name);
    for (const name of columns) looked.columns.add(name);
  }

  /** When all parts are through. Throws the FrameError that all rows together would have ended in. */
  check(): void {
    const { steps, output } = this.#plan;
    for (const [place, { names, columns, differs }] of [...this.#places].sort(([a], [b]) => a - b)) {
      const step = steps[place] ?? (output.kind === "partial" ? output.reduction : null);
      if (step === null) continue;
      if (differs !== null) throw errorHere(someOnly(differs, opOf(step)), step, null);
      stepHere(step, () => withoutRows([...columns]).select([...names]));
    }
  }
}

/** A column that one part has and those before have not, or the other way round. */
function oddOne(before: ReadonlySet<string>, columns: readonly string[]): string | null {
  return columns.find((name) => !before.has(name)) ?? [...before].find((name) => !columns.includes(name)) ?? null;
}

/** What a part without the column made would be another than all rows together give. */
function someOnly(column: string, op: string): FrameError {
  return new FrameError(`${op}: only some parts have a column "${column}", and what this makes of missing cells, the others cannot know; let the function before give all keys for every row, with null for what is missing, or collect() first`, { column });
}
