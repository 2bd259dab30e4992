import { inspect } from "node:util";
import { ArgumentError, FrameError, isError } from "@framepool/errors";
import { columnNamed, keyTexts, takeFault, type DataFrame } from "@framepool/frame/internal";
import type { LoadedTask, TaskContext } from "@framepool/pool/worker-side";
import { asFrame, rowsOf } from "../parts/parts.js";
import { inputPartition, inputRow, type RowOrigin } from "../parts/row-origin.js";
import { traced } from "../parts/trace.js";
import type { Plan, Step } from "../plan/plan.js";
import type { StepValue } from "../steps/index.js";
import type { OpenPart } from "../worker/open-part.js";
import { locateFault } from "./locate-fault.js";
import { VERDICTS, type ErrorPolicy, type Verdict } from "./policy.js";
import { ownRow, stepError } from "./step-error.js";
import { opOf, taskError, valuesOf, type FaultPlace } from "./task-error.js";
import { toBeLocated } from "./to-be-located.js";

/** One failure that did not end the run. */
export interface Fault {
  /** null: the partition was lost */
  readonly step: Step | null;
  /** row of the input part, or null: it was a whole partition's function, or the row is not known */
  readonly row: number | null;
  /** of a group: the row behind its last one; its rows lie side by side */
  readonly until?: number;
  readonly error: unknown;
  /** the input rows of it are set aside */
  readonly aside: boolean;
}

/** What went wrong in one partition, and what becomes of it by the run's policy. */
export class FaultLog {
  readonly faults: Fault[] = [];
  readonly part: OpenPart;
  readonly #policy: ErrorPolicy;
  readonly #ask: ((error: unknown) => unknown) | null;
  readonly #ctx: TaskContext;
  readonly #attempt: number;
  /** what rows of the part are of the input */
  readonly origin: RowOrigin;
  /** whether what fails here is of groups */
  readonly hasKeys: boolean;
  /** what ends the run, once it is known: the error that a verb passes on is judged once */
  #final: unknown = null;

  constructor(part: OpenPart, { errors, origin, output }: Plan, ask: LoadedTask | null, ctx: TaskContext, attempt: number) {
    this.part = part;
    this.#policy = errors;
    this.#ask = ask?.bind(ctx) ?? null;
    this.#ctx = ctx;
    this.#attempt = attempt;
    this.origin = origin;
    this.hasKeys = output.kind === "partial" && "keys" in output.reduction;
  }

  /** false: what a function throws ends the run, so that nobody has to look at single calls */
  get guards(): boolean {
    return this.#policy.onError !== "fail";
  }

  /** Notes what the function of a step threw for a row of its input: what becomes of the row. `"fail"` is not noted. */
  rowFailed(error: unknown, step: Step, row: number | null): Verdict {
    const verdict = this.#judge(error, step, row);
    if (verdict === "fail") this.#final = this.sent({ error, step, row });
    else this.faults.push({ step, row, error, aside: verdict === "collect" });
    return verdict;
  }

  /** The same of a group, whose rows are [begin, until) of the part. */
  groupFailed(error: unknown, step: Step, begin: number, until: number): Verdict {
    const verdict = this.#judge(error, step, begin, true);
    if (verdict === "fail") this.#final = this.sent({ error, step, row: begin, until });
    else this.faults.push({ step, row: begin, until, error, aside: verdict === "collect" });
    return verdict;
  }

  /** The key of the group that a fault is of, by its columns; null for what is no group's. */
  keyOf({ step, row, until }: Pick<Fault, "step" | "row" | "until">): Readonly<Record<string, unknown>> | null {
    if (until === undefined || row === null || step === null || !("keys" in step) || step.keys.length === 0) return null;
    return Object.fromEntries(step.keys.map((name) => [name, keyCell(this.part.frame, row, name)]));
  }

  /** Row of the input that a row of the part is, or null if that is not known. */
  inputRow(row: number): number | null {
    return inputRow(this.origin, this.part.firstRow + row);
  }

  /** The partition that a row of the part came in, and its first row in the input. */
  inputPartition(row: number): ReturnType<typeof inputPartition> {
    return inputPartition(this.origin, this.part.firstRow + row, { partition: this.#ctx.partition ?? 0, firstRow: this.part.firstRow });
  }

  /** A step's work failed as a whole. Returns if the partition is set aside for it; else throws what the user is told. */
  partFailed(error: unknown, step: Step, before: StepValue): void {
    if (this.#final !== null) throw this.#final;
    // Noted when its row failed.
    // Of what throws when it is looked at nothing is asked but that.
    if (isError(error) && error instanceof PartLost) return;
    const row = this.#rowOf(error, before);
    const { onError } = this.#policy;
    const verdict = onError === "skip" || onError === "null" ? "fail" : this.#judge(error, step, row);
    if (verdict === "fail") throw this.sent({ error, step, row });
    if (verdict !== "collect") throw new ArgumentError(`onError gave ${JSON.stringify(verdict)} for a partition of ${opOf(step)}: that is for functions of one row, element or group; give "collect" or "fail"`);
    this.faults.push({ step, row, error, aside: true });
  }

  /** What a step without a function of the user's threw, or what it left: with its place in the input. */
  withPlace(error: unknown, step: Step, { value, trace }: StepValue): unknown {
    const own = ownRow(error, step, rowsOf(value));
    const row = own === null ? null : traced(trace, own);
    return this.#onItsWay(stepError(error, opOf(step), own, this.#placeOf(row, row ?? this.part.own.begin)), row === null ? null : this.inputRow(row));
  }

  /** The partition is given up, with all its rows: its worker was lost, or its time is over. */
  partLost(error: unknown): void {
    this.faults.push({ step: null, row: null, error, aside: true });
  }

  /** The error on its way to the user, who is told the place in a file that only the main thread can find. */
  sent(fault: Pick<Fault, "error" | "step" | "row" | "until">): unknown {
    const near = fault.row ?? this.part.own.begin;
    return this.#onItsWay(this.told(fault), this.inputRow(near) ?? this.inputPartition(near).firstRow);
  }

  #onItsWay(error: unknown, inputRow: number | null): unknown {
    return this.origin.kind === "held" ? toBeLocated(error, inputRow) : error;
  }

  /** The error that the user is told, and `onError` is asked about. */
  told({ error, ...fault }: Pick<Fault, "error" | "step" | "row" | "until">): unknown {
    const { step, row, until } = fault;
    if (step === null) return error;
    // A group's first row did no more than the others: it only says where the group begins.
    return taskError(error, step, { ...this.#placeOf(until === undefined ? row : null, row ?? this.part.own.begin), key: this.keyOf(fault) });
  }

  #judge(error: unknown, step: Step, row: number | null, isGroup = false): Verdict {
    const { onError } = this.#policy;
    if (onError !== "ask") return onError;
    try {
      const verdict = this.#ask!(this.told({ error, step, row, ...(isGroup && row !== null ? { until: row } : {}) }));
      if (VERDICTS.includes(verdict)) return verdict as Verdict;
      throw new ArgumentError(`the function of onError gave ${inspect(verdict)}; it must give "fail", "skip", "null" or "collect"`);
    } catch (failure) {
      this.#final = failure;
      throw failure;
    }
  }

  /** The row of the input part that a frame's verb was at when it failed: by the memory that it read, or by what the steps before did to the rows. */
  #rowOf(error: unknown, { value, trace }: StepValue): number | null {
    const fault = takeFault(error);
    if (fault === null) return null;
    const row = locateFault(this.part.frame, fault);
    if (row !== null) return row;
    const own = locateFault(asFrame(value), fault);
    return own === null ? null : traced(trace, own);
  }

  /** `near`: a row of the partition that is meant where none is; it says where in a file that begins. */
  #placeOf(row: number | null, near: number): Omit<FaultPlace, "key"> {
    const { frame, places } = this.part;
    const { file, line, byte } = (near < frame.numRows ? places([near])?.[0] : null) ?? { file: null, line: null, byte: null };
    return { ...this.inputPartition(near), globalRow: row === null ? null : this.inputRow(row), row: row === null ? null : valuesOf(frame, row), file, line, byte, worker: this.#ctx.worker, attempt: this.#attempt };
  }
}

/** A row failed of which is not known where it came from: only the whole partition can be set aside. Nobody gets to see it. */
export class PartLost extends Error {}

/** A group's key; its text where it has more digits than a number holds. */
function keyCell(frame: DataFrame, row: number, name: string): unknown {
  try {
    return frame.at(row, name);
  } catch (error) {
    if (error instanceof FrameError) return keyTexts("groupby", columnNamed(frame, name).slice(row, row + 1))[0];
    throw error;
  }
}
