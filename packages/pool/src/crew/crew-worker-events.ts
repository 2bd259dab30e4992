import type { ExitReason } from "../backend/Backend.js";
import type { CrewWorker } from "./CrewWorker.js";
import type { Ticket } from "./ticket.js";

/** What a worker tells its crew. */
export interface CrewWorkerEvents {
  /** it can take a job: it has started, or a job is done, which took `ms` */
  free(worker: CrewWorker, ms: number | null): void;
  /** its initializer threw */
  broken(worker: CrewWorker, error: unknown): void;
  /** the time of its job is over */
  late(ticket: Ticket): void;
  /** it was to be tidy, and something of the user's goes on in it */
  untidy(worker: CrewWorker): void;
  /** it is gone; `lost` is what it ran, `spared` are jobs that it never came to */
  gone(worker: CrewWorker, reason: ExitReason, lost: readonly Ticket[], spared: readonly Ticket[]): void;
}
