import { JobClaims } from "../job-claims.js";
import type { CancelMessage, FromWorker, InitMessage, JobsMessage, ToWorker } from "../protocol.js";
import { reviveError } from "../revive-error.js";
import { serializeError } from "../serialize-error.js";
import type { Transferred } from "../values/codec.js";
import { withoutUncloneable } from "./reply-builder.js";
import { TaskRunner, type Answer } from "./run-task.js";

/** The end of the channel that a worker holds. */
export interface Channel {
  /** what is posted is written as bytes, for another process: it holds nothing that only a thread can be given */
  readonly bytes: boolean;
  /** throws if the message cannot be cloned */
  post(message: FromWorker, transfer: readonly Transferred[]): void;
  /** resolves when all that the worker printed is passed on */
  flush(): Promise<void>;
  /** ends the worker */
  end(): void;
}

/** The message loop of a worker of any backend: returns what to call with every message that comes in. */
export function serve(channel: Channel): (message: ToWorker) => void {
  let runner: TaskRunner | null = null;
  let claims: JobClaims | null = null;
  let concurrency = 1;
  // Messages are served strictly one after the other, so that a job never overtakes the initializer, nor, where one runs at a time, another job.
  let last: Promise<void> = Promise.resolve();

  async function init(message: InitMessage): Promise<void> {
    claims = message.claims === null ? null : new JobClaims(message.claims);
    ({ concurrency } = message);
    runner = new TaskRunner(message.name, claims, channel.bytes);
    try {
      if (message.initializer !== null) {
        channel.post({ type: "up" }, []);
        await runner.initialize(message.initializer);
      }
      channel.post({ type: "ready" }, []);
    } catch (error) {
      channel.post({ type: "broken", error: serializeError(error) }, []);
    }
  }

  async function jobs(message: JobsMessage): Promise<void> {
    if (runner === null) throw new Error("a worker got a job before its name");
    // Before its function is loaded, which may run something of the user's: from here on it cannot be taken back.
    let job = claimed(message, 0);
    // Jobs that were taken back still bring the function along.
    const task = runner.load(message);
    if (message.tellLoaded) {
      // One that cannot be loaded is told by its jobs.
      const loaded = task.catch(() => undefined).then(() => channel.post({ type: "loaded", taskId: message.taskId }, []));
      if (job < message.calls.length) await loaded;
    }
    for (; job < message.calls.length; job = claimed(message, job + 1)) answer(await runner.run(task, message, job));
  }

  /** The first of the message's jobs, from that one on, that was not taken back. */
  function claimed({ id, calls }: JobsMessage, job: number): number {
    while (job < calls.length && claims !== null && !claims.claim(id + job)) job++;
    return job;
  }

  function answer({ message, transfer }: Answer): void {
    try {
      channel.post(message, transfer);
    } catch (reason) {
      if ("type" in message) throw reason;
      channel.post(withoutUncloneable(message, reason), []);
    }
  }

  async function tidy(): Promise<void> {
    runner?.forgetAll();
    await channel.flush();
    channel.post({ type: process.getActiveResourcesInfo().some((kind) => kind !== "MessagePort") ? "untidy" : "ready" }, []);
  }

  function cancel({ id, reason }: CancelMessage): void {
    channel.post({ type: "heard" }, []);
    runner?.cancel(id, reviveError(reason));
  }

  return (message) => {
    // It is about the job that runs now, behind which everything else waits.
    if (message.type === "cancel") return cancel(message);
    if (message.type === "knock") return channel.post({ type: "here", taskId: message.taskId }, []);
    last = last.then(() => {
      switch (message.type) {
        case "init":
          return init(message);
        case "jobs": {
          const done = jobs(message);
          return concurrency > 1 ? undefined : done;
        }
        case "tidy":
          return tidy();
        case "stop":
          return channel.flush().then(() => channel.end());
      }
    });
  };
}
