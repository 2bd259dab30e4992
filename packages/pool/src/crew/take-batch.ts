import type { CrewWorker } from "./CrewWorker.js";
import type { JobQueue } from "./job-queue.js";
import { goTogether, type Ticket } from "./ticket.js";

/** What a worker gets next, taken from the queue: the oldest job if it is free, and small ones up to `room`, in one message. */
export function takeBatch(queue: JobQueue, worker: CrewWorker, room: number): Ticket[] {
  const batch: Ticket[] = [];
  for (let next = queue.peek(); next !== undefined && batch.length < room; next = queue.peek()) {
    const isFirst = batch.length === 0 && worker.free;
    if (!isFirst && (!worker.takesAhead(next, batch.length) || !goTogether(batch[0] ?? next, next))) break;
    batch.push(queue.take()!);
  }
  return batch;
}
