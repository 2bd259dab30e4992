import { onAbort } from "../on-abort.js";
import type { Crew } from "./Crew.js";
import { abortError } from "./job-errors.js";
import type { Job, Reply } from "./job.js";

/** Queues a job and waits for its reply; `signal` ends it. */
export function submit(crew: Crew, job: Job, signal: AbortSignal | null): Promise<Reply> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(abortError(job, signal));
    let done = (): void => undefined;
    const ticket = crew.enqueue(job, {
      replied: (reply) => {
        done();
        resolve(reply);
      },
      failed: (error) => {
        done();
        reject(error);
      },
    });
    if (!ticket.settled) done = onAbort(signal, () => crew.cancel(ticket, abortError(job, signal!)));
  });
}
