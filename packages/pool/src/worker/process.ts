import { sealed } from "../envelope.js";
import type { FromWorker, ToWorker } from "../protocol.js";
import { serializeError } from "../serialize-error.js";
import { enterWorker } from "./current-worker.js";
import { serve } from "./serve.js";

/** What a worker process does, forked by backend/processes.ts. */
export function serveProcess(): void {
  const [, , name = "worker", parent = "MainProcess"] = process.argv;
  enterWorker({ name, daemon: true, identity: "", parent: { name: parent, pid: process.ppid } });
  const receive = serve({
    bytes: true,
    post: send,
    flush: () => new Promise((resolve) => process.stdout.write("", () => process.stderr.write("", () => resolve()))),
    end: () => process.exit(0),
  });
  process.on("message", (message) => receive(message as ToWorker));
  // The parent is gone: an orphan would wait for ever.
  process.on("disconnect", () => process.exit(1));
  // A monitor changes nothing: Node still prints the error and ends the process with code 1.
  process.on("uncaughtExceptionMonitor", (error) => send({ type: "crash", error: serializeError(error) }));
}

function send(message: FromWorker): void {
  process.send?.(sealed(message));
}
