import type { FailedMessage, Initializer, JobMessage, ReplyMessage } from "../protocol.js";
import { serializeError } from "../serialize-error.js";
import { loadTask } from "../travel/load-task.js";
import type { LoadedTask, ShippedTask } from "../travel/shipped.js";
import type { Transferred } from "../values/codec.js";
import { decode } from "../values/decode.js";
import { CallContext } from "./call-context.js";
import { ReplyBuilder } from "./reply-builder.js";

/** What a job came to, and the buffers that move with it. */
export interface Answer {
  readonly message: ReplyMessage | FailedMessage;
  readonly transfer: readonly Transferred[];
}

/** Loads tasks and runs jobs, in a worker of any backend. */
export class TaskRunner {
  readonly #worker: string;
  // Promises, failed ones too: a task that cannot be loaded is not sent again, so every job of it must meet the same error.
  readonly #tasks = new Map<string, Promise<LoadedTask>>();

  constructor(worker: string) {
    this.#worker = worker;
  }

  /** Runs the pool's initializer; throws what it throws. */
  async initialize({ task, args }: Initializer): Promise<void> {
    const loaded = await loadTask(task);
    const decoded = await Promise.all(args.map(decode));
    await loaded.bind(new CallContext(this.#worker, { partition: null, firstRow: null, index: 0, seed: 0 }))(...decoded);
  }

  /** Makes the calls of a job one after the other. Never rejects: whatever goes wrong is in the answer. */
  async run(job: JobMessage): Promise<Answer> {
    const begin = performance.now();
    try {
      if (job.forget !== null) this.#tasks.delete(job.forget);
      const task = await this.#load(job.taskId, job.task);
      const reply = new ReplyBuilder(job.id, job.calls.length);
      await makeCalls(task, job, new CallContext(this.#worker, job), reply);
      return reply.finish(performance.now() - begin);
    } catch (error) {
      return { message: { type: "failed", id: job.id, error: serializeError(error) }, transfer: [] };
    }
  }

  #load(id: string, task: ShippedTask | null): Promise<LoadedTask> {
    const known = this.#tasks.get(id);
    if (known !== undefined) return known;
    if (task === null) throw new Error(`worker ${this.#worker} was not sent the task ${id}`);
    const loaded = loadTask(task);
    this.#tasks.set(id, loaded);
    return loaded;
  }
}

/** An `await` only where there is something to wait for: 20,000 of them cost as much as 20,000 small functions. */
async function makeCalls(task: LoadedTask, job: JobMessage, context: CallContext, reply: ReplyBuilder): Promise<void> {
  const call = task.bind(context);
  for (let i = 0; i < job.calls.length; i++) {
    context.begin(i);
    try {
      let result: unknown;
      if (job.unary) {
        const arg = decode(job.calls[i]);
        result = call(isThenable(arg) ? await arg : arg);
      } else {
        result = call(...(await Promise.all((job.calls[i] as readonly unknown[]).map(decode))));
      }
      reply.add(i, isThenable(result) ? await result : result);
    } catch (error) {
      reply.fail(i, error);
    }
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}
