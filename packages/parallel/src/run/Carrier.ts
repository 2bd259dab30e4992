import type { Origin } from "@framepool/frame/internal";
import { reviveError, serializeError, shipTask, type ErrorData, type Job, type ShippedTask } from "@framepool/pool/internal";
import { loadOf, type PartNaming } from "../faults/load-of.js";
import { isLost, isSetAside } from "../faults/lost.js";
import { opOf } from "../faults/task-error.js";
import { packPart } from "../parts/parts.js";
import { inputPartition, type PartitionPlace } from "../parts/row-origin.js";
import { transportThere, type Plan } from "../plan/plan.js";
import type { Part } from "../sources/source.js";
import { runPartition } from "../worker.js";
import type { PartMessage, PartReply } from "../worker/messages.js";
import { workOf } from "../worker/work-of.js";
import type { Reporter } from "./report.js";
import type { Load, Trips } from "./Trips.js";

/** What came back of a part. */
export interface Carried {
  readonly reply: PartReply;
  /** what was sent, which results may refer to */
  readonly origins: readonly Origin[];
  /** where in the input the part begins */
  readonly place: PartitionPlace;
}

/** Carries the parts of one pass to the workers, and back. */
export class Carrier {
  readonly #plan: Plan;
  readonly #task: ShippedTask;
  readonly #trips: Trips;
  readonly #reporter: Reporter;
  readonly #stage: number;
  /** what errors of a part that is lost call it */
  readonly #naming: PartNaming;

  constructor(plan: Plan, trips: Trips, reporter: Reporter, stage: number) {
    this.#plan = plan;
    // The plan is a capture, so that it goes to each worker once.
    this.#task = shipTask(workOf(runPartition, { plan }), { op: "run", file: null });
    this.#trips = trips;
    this.#reporter = reporter;
    this.#stage = stage;
    this.#naming = { origin: plan.origin, step: plan.output.kind === "partial" ? opOf(plan.output.reduction) : "run", lineEnd: lineEndOf(plan) };
  }

  /** There and back; a partition that is lost for good is set aside where the run goes on without it. */
  async carry(partition: number, part: Part, heads: PartMessage["heads"]): Promise<Carried> {
    const load = loadOf(partition, part, this.#naming);
    try {
      return await this.#travel(partition, load, part, heads, null);
    } catch (error) {
      if (!isLost(error) || !(await isSetAside(error, this.#plan.errors))) throw error;
      return this.#travel(partition, load, part, heads, serializeError(error));
    }
  }

  async #travel(partition: number, load: Load, part: Part, heads: PartMessage["heads"], lost: ErrorData | null): Promise<Carried> {
    let origins: readonly Origin[] = [];
    const pack = (attempt: number): Job => {
      const packed = this.#messageOf(part, { heads, attempt, lost });
      origins = packed.origins;
      return { task: this.#task, calls: [[packed.message]], transfer: packed.transfer, partition };
    };
    const { result, reply } = await this.#trips.make<PartReply>(load, pack, ({ faults }) => (faults.whole === null || lost !== null ? null : reviveError(faults.whole)));
    const { firstRow, rows } = result.input;
    this.#reporter.partition({ stage: this.#stage, partition, firstRow, rows, bytes: part.bytes, worker: reply.worker, ms: reply.ms }, result, part.input.kind === "frame" ? "ship" : "split");
    return { reply: result, origins, place: inputPartition(this.#plan.origin, firstRow, { partition, firstRow }) };
  }

  /** Rows go along; where they are read in the worker, their place does. */
  #messageOf({ input }: Part, how: Pick<PartMessage, "heads" | "attempt" | "lost">): { message: PartMessage; transfer: ArrayBuffer[]; origins: Origin[] } {
    if (input.kind === "csv") return { message: { ...input, ...how }, transfer: [], origins: [] };
    const { batches, transfer, origins } = this.#reporter.timed("ship", () => packPart(input.frame, transportThere(this.#plan)));
    return { message: { kind: "frame", batches, firstRow: input.firstRow, own: input.own ?? null, places: input.places ?? null, ...how }, transfer, origins };
  }
}

function lineEndOf({ source }: Plan): string | null {
  return source.kind === "csv" ? (source.table.options.lineterminator ?? null) : null;
}
