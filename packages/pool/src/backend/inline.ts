import type { FromWorker } from "../protocol.js";
import type { Transferred } from "../values/codec.js";
import { assertHere } from "../values/detached.js";
import { serve } from "../worker/serve.js";
import type { Backend, WorkerHandle, WorkerOptions } from "./Backend.js";

/** Runs functions on the calling thread, by the same messages and the same worker code: results cannot differ. */
export const inlineBackend: Backend = { kind: "inline", killable: false, sharesMemory: false, prefix: "InlinePoolWorker-", start: startInline };

function startInline({ name, onMessage, onExit }: WorkerOptions): WorkerHandle {
  let ended = false;
  const end = (): void => {
    if (ended) return;
    ended = true;
    onExit({ exitCode: 0, signal: null, memory: false });
  };
  const receive = serve({
    bytes: false,
    post: (message, transfer) => {
      // Cloned, so that an input is never written to and what cannot travel is refused, as in a thread.
      const copy = clone<FromWorker>(message, transfer);
      if (!ended) onMessage(copy);
    },
    flush: () => Promise.resolve(),
    end,
  });
  return {
    name,
    id: 0,
    post: (message, transfer) => {
      if (ended) return;
      const copy = clone(message, transfer);
      // A turn of the event loop a job: timers and I/O of the user's program go on between them.
      setImmediate(() => {
        if (!ended) receive(copy);
      });
    },
    kill: () => {
      end();
      return Promise.resolve();
    },
    ref: () => undefined,
    unref: () => undefined,
  };
}

function clone<T>(message: T, transfer: readonly Transferred[]): T {
  assertHere(transfer);
  return structuredClone(message, { transfer: [...transfer] });
}
