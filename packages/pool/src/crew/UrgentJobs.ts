import type { Job, JobOwner } from "./job.js";
import { Ticket } from "./ticket.js";

/** Jobs that all workers may wait for, and that must not wait for one of them: each may have a worker more than there are to be. */
export class UrgentJobs {
  readonly #open = new Set<Ticket>();

  /** those that are not over */
  get size(): number {
    return this.#open.size;
  }

  /** A ticket for such a job; `over` is called before its owner is told. */
  add(job: Job, owner: JobOwner, over: () => void): Ticket {
    const end = (): void => {
      this.#open.delete(ticket);
      over();
    };
    const ticket = new Ticket(job, {
      replied: (reply) => {
        end();
        owner.replied(reply);
      },
      failed: (error, call) => {
        end();
        owner.failed(error, call);
      },
    });
    this.#open.add(ticket);
    return ticket;
  }
}
