/** Most jobs that a worker holds: the one that runs, and those that wait behind it. */
export const MOST_JOBS = 128;

const CALL = MOST_JOBS;
const TAKEN_BACK = 0;

/**
 * Who has a job that was sent ahead: memory that a crew and one of its workers share. A worker claims each job when it
 * comes to it; until then the crew may take it back, to cancel it or give it to another worker. Both ask by one atomic
 * exchange, so that a job runs once or not at all.
 *
 * ```
 *   slot = number of the job % 128
 *   [ 2n sent | 2n + 1 claimed | 0 taken back ] … [ call that runs now ]
 * ```
 *
 * The slot holds the job's number: a slot that was used again is no longer the older job's.
 */
export class JobClaims {
  readonly shared: Int32Array<SharedArrayBuffer>;

  constructor(shared = new Int32Array(new SharedArrayBuffer((MOST_JOBS + 1) * Int32Array.BYTES_PER_ELEMENT))) {
    this.shared = shared;
  }

  /** The crew: the job is about to be sent. */
  send(id: number): void {
    Atomics.store(this.shared, id % MOST_JOBS, sent(id));
  }

  /** The crew: true if the worker has not come to the job, and never will. */
  takeBack(id: number): boolean {
    return Atomics.compareExchange(this.shared, id % MOST_JOBS, sent(id), TAKEN_BACK) === sent(id);
  }

  /** Position of the call that the worker makes, or made last. A plain read and write: it is asked for when the worker is gone. */
  get call(): number {
    return this.shared[CALL]!;
  }

  set call(position: number) {
    this.shared[CALL] = position;
  }

  /** The worker: true if the job is still its own. */
  claim(id: number): boolean {
    return Atomics.compareExchange(this.shared, id % MOST_JOBS, sent(id), sent(id) | 1) === sent(id);
  }
}

/** What a slot holds of a job that waits; never 0. */
function sent(id: number): number {
  return ((id + 1) << 1) | 0;
}
