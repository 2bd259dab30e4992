import type { JobsMessage } from "../protocol.js";
import type { Ticket } from "./ticket.js";

/** What a worker knows of the task that the jobs are of. */
export interface TaskNews {
  /** the worker has not seen the task yet */
  readonly isNew: boolean;
  /** a task that it may drop for this one */
  readonly forget: string | null;
}

/** Jobs of one task as one message; `id` is the number of the first, `seed` what jobs draw from that bring none. */
export function jobsMessage(tickets: readonly Ticket[], id: number, seed: number, { isNew, forget }: TaskNews): JobsMessage {
  const { job } = tickets[0]!;
  const single = tickets.every((ticket) => ticket.job.calls.length === 1);
  return {
    type: "jobs",
    taskId: job.task.id,
    task: isNew ? job.task : null,
    forget: isNew ? forget : null,
    tellLoaded: isNew && job.timeout != null,
    unary: job.unary ?? false,
    stopAtFailure: job.stopAtFailure ?? false,
    partition: job.partition ?? null,
    firstRow: job.firstRow ?? null,
    seed: job.seed ?? seed,
    id,
    indexes: tickets.map((ticket) => ticket.job.index ?? 0),
    single,
    calls: tickets.map((ticket) => (single ? ticket.job.calls[0] : ticket.job.calls)),
  };
}
