import type { FromWorker, InitMessage, JobMessage, ToWorker } from "../protocol.js";
import { serializeError } from "../serialize-error.js";
import type { Transferred } from "../values/codec.js";
import { withoutUncloneable } from "./reply-builder.js";
import { TaskRunner, type Answer } from "./run-task.js";

/** The end of the channel that a worker holds. */
export interface Channel {
  /** throws if the message cannot be cloned */
  post(message: FromWorker, transfer: readonly Transferred[]): void;
  /** flushes what the worker printed, and ends it */
  stop(): void;
}

/** The message loop of a worker of any backend: returns what to call with every message that comes in. */
export function serve(channel: Channel): (message: ToWorker) => void {
  let runner: TaskRunner | null = null;
  // Messages are served strictly one after the other, so that a job never overtakes the initializer or another job.
  let last: Promise<void> = Promise.resolve();

  async function init({ name, initializer }: InitMessage): Promise<void> {
    runner = new TaskRunner(name);
    channel.post({ type: "up" }, []);
    try {
      if (initializer !== null) await runner.initialize(initializer);
      channel.post({ type: "ready" }, []);
    } catch (error) {
      channel.post({ type: "broken", error: serializeError(error) }, []);
    }
  }

  async function job(message: JobMessage): Promise<void> {
    if (runner === null) throw new Error("a worker got a job before its name");
    answer(await runner.run(message));
  }

  function answer({ message, transfer }: Answer): void {
    try {
      channel.post(message, transfer);
    } catch (reason) {
      if (message.type === "failed") throw reason;
      channel.post(withoutUncloneable(message, reason), []);
    }
  }

  return (message) => {
    last = last.then(() => {
      switch (message.type) {
        case "init":
          return init(message);
        case "job":
          return job(message);
        case "stop":
          return channel.stop();
      }
    });
  };
}
