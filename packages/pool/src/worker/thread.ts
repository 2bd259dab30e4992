import type { MessagePort } from "node:worker_threads";
import type { ToWorker } from "../protocol.js";
import { assertHere } from "../values/detached.js";
import { type Creator, enterWorker } from "./current-worker.js";
import { relayLines } from "./relay-lines.js";
import { serve } from "./serve.js";

/** What piscina's one task in this thread is given. */
export interface ThreadStart {
  readonly name: string;
  readonly port: MessagePort;
  readonly parent: Creator;
}

/**
 * The task that piscina runs: starts the message loop on our own port, and returns. The port keeps the thread alive. All
 * that a first job needs is in the bundle of this file (scripts/in-order.mjs), as CommonJS: a thread that is given no
 * module never starts the loader of modules, and Node 20 has died inside a require() of an ES module when the thread was
 * ended at that moment.
 */
export function serveThread({ name, port, parent }: ThreadStart): void {
  enterWorker({ name, daemon: true, identity: "", parent });
  const passOn = relayLines(name);
  const receive = serve({
    bytes: false,
    post: (message, transfer) => {
      // What is moved by two results is there for the first.
      assertHere(transfer);
      port.postMessage(message, transfer);
    },
    // Pipes of a thread are drained by the main thread; ending before that cuts the last lines off.
    flush: () => new Promise(passOn),
    end: () => process.exit(0),
  });
  port.on("message", (message: ToWorker) => receive(message));
  port.on("messageerror", (error) => {
    throw error;
  });
}
