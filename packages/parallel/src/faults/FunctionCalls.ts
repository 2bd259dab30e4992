import type { Cell, CustomAggregate } from "@framepool/frame";
import { rowNumbers, stateGiven, takeTable, type GroupResult, type Table } from "@framepool/frame/internal";
import type { ShippedTask } from "@framepool/pool/worker-side";
import { placeOf } from "../parts/row-origin.js";
import type { BoundFunction } from "../plan/functions.js";
import type { ReductionStep } from "../plan/plan.js";
import { groupPlace } from "../random/group-place.js";
import { takesContext } from "../random/seeded.js";
import type { Streams } from "../random/Streams.js";
import type { OpenPart } from "../worker/open-part.js";
import type { FaultLog } from "./FaultLog.js";

/** What a user's aggregate knows of a group; `failed`: it threw, and is not called for the group again. */
interface GroupState {
  readonly group: number;
  state: unknown;
  failed: boolean;
}

/**
 * The calls of a reduction's function in one part: of which group or row each is, where it draws its random numbers, and
 * what becomes of it where it throws.
 */
export class FunctionCalls {
  readonly #step: ReductionStep;
  readonly #log: FaultLog;
  readonly #streams: Streams;
  /** number of the step among those with a function */
  readonly #place: number;
  /** groups by the order of their calls, or rows of the part, that are to go */
  readonly #dropped = new Set<number>();

  constructor(step: ReductionStep, log: FaultLog, streams: Streams, place: number) {
    this.#step = step;
    this.#log = log;
    this.#streams = streams;
    this.#place = place;
  }

  /** The part: its first row, and which of its rows are its own. */
  get part(): OpenPart {
    return this.#log.part;
  }

  get dropped(): ReadonlySet<number> {
    return this.#dropped;
  }

  /**
   * A function that is called once for each group, in order; group k is of the rows [starts[k], starts[k + 1]) of the part.
   * Where it is called for one column after the other, each has its `column` number.
   */
  ofGroups(task: ShippedTask, fn: BoundFunction, keys: readonly string[], starts: Int32Array, column = 0): (group: unknown) => unknown {
    const { frame } = this.part;
    const draw = takesContext(task) ? (row: number) => this.#streams.at("group", groupPlace(frame, keys, row), this.#place, column) : null;
    let call = 0;
    return (group) => {
      const own = call++;
      const [begin, end] = [starts[own]!, starts[own + 1]!];
      draw?.(begin);
      try {
        return fn(group);
      } catch (error) {
        // What it failed at first is what it goes for.
        return this.#dropped.has(own) ? null : this.#failed(error, own, this.#log.groupFailed(error, this.#step, begin, end));
      }
    };
  }

  /** A user's aggregate of such groups: what it throws for one of them, at whatever cell, is that group's. */
  ofAggregate(own: CustomAggregate<unknown>, starts: Int32Array): CustomAggregate<unknown, GroupState> {
    const tried = (held: GroupState, work: () => unknown): unknown => {
      const { group } = held;
      if (held.failed || this.#dropped.has(group)) return null;
      try {
        return work();
      } catch (error) {
        held.failed = true;
        return this.#failed(error, group, this.#log.groupFailed(error, this.#step, starts[group]!, starts[group + 1]!));
      }
    };
    const into = (held: GroupState, work: () => unknown): GroupState => {
      held.state = tried(held, work);
      return held;
    };
    let groups = 0;
    return {
      init: () => into({ group: groups++, state: null, failed: false }, () => own.init()),
      add: (held, cell) => into(held, () => stateGiven("add", held.state, own.add(held.state, cell))),
      merge: (held, later) => into(held, () => stateGiven("merge", held.state, own.merge(held.state, later.state))),
      finish: (held) => tried(held, () => own.finish(held.state)) as Cell,
    };
  }

  /** A function that is called for rows of the part, each with what it sees of it and its number. */
  ofRows(task: ShippedTask, fn: BoundFunction): (given: unknown, row: number) => unknown {
    const { firstRow } = this.part;
    const { origin } = this.#log;
    const draws = takesContext(task);
    return (given, row) => {
      if (draws) this.#streams.at("row", origin.kind === "held" ? placeOf(origin, firstRow + row) : firstRow + row, this.#place);
      try {
        return fn(given);
      } catch (error) {
        return this.#failed(error, row, this.#log.rowFailed(error, this.#step, row));
      }
    };
  }

  /** What came of the groups, without those that are to go. Where functions gave frames a group of nothing has no rows anyway. */
  settle(kind: GroupResult, table: Table): Table {
    if (this.#dropped.size === 0 || kind === "a Series" || kind === "a DataFrame") return table;
    return takeTable(table, rowNumbers(table.numRows).filter((group) => !this.#dropped.has(group)));
  }

  #failed(error: unknown, call: number, verdict: ReturnType<FaultLog["rowFailed"]>): null {
    if (verdict === "fail") throw error;
    if (verdict !== "null") this.#dropped.add(call);
    return null;
  }
}
