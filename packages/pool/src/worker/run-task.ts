import type { JobClaims } from "../job-claims.js";
import type { FailedMessage, Initializer, JobsMessage, ReplyMessage } from "../protocol.js";
import { serializeError } from "../serialize-error.js";
import { contextWithoutItem } from "../travel/context-without-item.js";
import { loadTask } from "../travel/load-task.js";
import type { LoadedTask } from "../travel/shipped.js";
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
  readonly #claims: JobClaims | null;
  /** results are written as bytes, for another process */
  readonly #bytes: boolean;
  // Promises, failed ones too: a task that cannot be loaded is not sent again, so every job of it must meet the same error.
  readonly #tasks = new Map<string, Promise<LoadedTask>>();
  readonly #running = new Map<number, CallContext>();

  constructor(worker: string, claims: JobClaims | null, bytes: boolean) {
    this.#worker = worker;
    this.#claims = claims;
    this.#bytes = bytes;
  }

  /** Runs the pool's initializer; throws what it throws. */
  async initialize({ task, args }: Initializer): Promise<void> {
    const loaded = await loadTask(task);
    const decoded = await Promise.all(args.map(decode));
    await loaded.bind(contextWithoutItem(this.#worker))(...decoded);
  }

  /** The task of some jobs; rejects if it cannot be loaded. */
  load({ taskId, task, forget }: Pick<JobsMessage, "taskId" | "task" | "forget">): Promise<LoadedTask> {
    if (forget !== null) this.#tasks.delete(forget);
    const known = this.#tasks.get(taskId);
    if (known !== undefined) return known;
    if (task === null) return Promise.reject(new Error(`worker ${this.#worker} was not sent the task ${taskId}`));
    const loaded = loadTask(task);
    // Its jobs look at it; none of them may be left.
    loaded.catch(() => undefined);
    this.#tasks.set(taskId, loaded);
    return loaded;
  }

  /** Makes the calls of one of the message's jobs, one after the other. Never rejects: whatever goes wrong is in the answer. */
  async run(task: Promise<LoadedTask>, message: JobsMessage, job: number): Promise<Answer> {
    const begin = performance.now();
    const id = message.id + job;
    const index = message.indexes[job]!;
    const calls = message.single ? [message.calls[job]] : (message.calls[job] as ArrayLike<unknown>);
    const context = new CallContext(this.#worker, message, index);
    this.#running.set(id, context);
    try {
      const reply = new ReplyBuilder(id, calls.length, this.#bytes);
      await makeCalls((await task).bind(context), message, calls, context, reply, this.#claims);
      return reply.finish(performance.now() - begin);
    } catch (error) {
      return { message: { type: "failed", id, error: serializeError(error) }, transfer: [] };
    } finally {
      this.#running.delete(id);
    }
  }

  /** Fires the signal of a job, if it runs. */
  cancel(id: number, reason: unknown): void {
    this.#running.get(id)?.abort(reason);
  }

  /** Drops all tasks, and with them what they captured. */
  forgetAll(): void {
    this.#tasks.clear();
  }
}

/**
 * An `await`, and a call of ours, only where there is something to do: 20,000 of them cost as much as 20,000 small
 * functions, and most while the code is cold.
 */
async function makeCalls(call: (...args: readonly unknown[]) => unknown, { unary, stopAtFailure }: JobsMessage, calls: ArrayLike<unknown>, context: CallContext, reply: ReplyBuilder, claims: JobClaims | null): Promise<void> {
  const { values } = reply;
  for (let i = 0; i < calls.length; i++) {
    context.call = i;
    if (claims !== null) claims.call = i;
    try {
      const given = calls[i];
      let result: unknown;
      if (!unary) result = call(...(await Promise.all((given as readonly unknown[]).map(decode))));
      else if (typeof given !== "object") result = call(given);
      else result = call(await decode(given));
      if (typeof result === "object" && result !== null) reply.add(i, isThenable(result) ? await result : result);
      else if (typeof result === "function" || typeof result === "symbol") reply.add(i, result);
      else values[i] = result;
    } catch (error) {
      reply.fail(i, error);
      if (!stopAtFailure) continue;
      reply.end(i + 1);
      return;
    }
  }
}

function isThenable(value: object): value is PromiseLike<unknown> {
  return "then" in value && typeof value.then === "function";
}
