import { createRequire } from "node:module";
import { MessageChannel, receiveMessageOnPort, SHARE_ENV, type MessagePort, type Worker } from "node:worker_threads";
import { late } from "@framepool/errors";
import type { Piscina } from "piscina";
import type { FromWorker, ToWorker } from "../protocol.js";
import type { Transferred } from "../values/codec.js";
import { assertHere } from "../values/detached.js";
import { thisCreator } from "../worker/current-worker.js";
import type { ThreadStart } from "../worker/thread.js";
import type { Backend, WorkerHandle, WorkerOptions } from "./Backend.js";

const require = createRequire(import.meta.url);
const ENTRY = require.resolve("@framepool/pool/thread");
/** How long a thread may take to end that was told to: where it can be interrupted, it takes a few ms. */
const END_MS = 4000;

/**
 * Worker threads, started and ended by piscina. Each is a piscina of one thread, which is given one task: start our
 * message loop on a port of our own. The task returns at once, since piscina holds the process while a task is pending,
 * and only our port says whether a worker has work.
 */
export const threadsBackend: Backend = {
  kind: "threads",
  killable: true,
  sharesMemory: true,
  prefix: "ThreadPoolWorker-",
  start: (options) => new ThreadHandle(options),
};

class ThreadHandle implements WorkerHandle {
  readonly name: string;
  readonly #options: WorkerOptions;
  readonly #port: MessagePort;
  readonly #host: Piscina | null;
  #id: number | null = null;
  #error: unknown = undefined;
  #thread: Worker | null = null;
  /** it holds the process: while it starts, has work, or ends */
  #held = true;
  #ended = false;
  #deadline: NodeJS.Timeout | undefined;
  #release: () => void = () => undefined;
  readonly #gone = new Promise<void>((resolve) => (this.#release = resolve));

  constructor(options: WorkerOptions) {
    this.name = options.name;
    this.#options = options;
    // Messages posted before the thread runs wait in the port.
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.on("message", (message: FromWorker) => options.onMessage(message));
    port1.on("messageerror", (error) => this.#fail(error));
    this.#host = this.#launch(port2);
  }

  get id(): number | null {
    return this.#id;
  }

  /** At once: the thread starts while this one still reads the function that it is to run. Null, and the end told, where it cannot. */
  #launch(port: MessagePort): Piscina | null {
    try {
      const { Piscina } = late(() => require("piscina") as typeof import("piscina"));
      const host = new Piscina({
        filename: ENTRY,
        name: "serveThread",
        // Not minThreads: 1, which would start another thread in the place of one that died; a crew decides that.
        minThreads: 0,
        maxThreads: 1,
        idleTimeout: Infinity,
        // A worker asleep in Atomics.wait could not hear our port.
        atomics: "disabled",
        recordTiming: false,
        execArgv: [],
        env: SHARE_ENV,
        ...(this.#options.resourceLimits && { resourceLimits: this.#options.resourceLimits }),
      });
      // The thread's own events, below, say the same.
      host.on("error", () => undefined);
      const start: ThreadStart = { name: this.name, port, parent: thisCreator() };
      host.run(start, { transferList: [port] }).catch((error: unknown) => this.#fail(error));
      for (const thread of host.threads) this.#watch(thread);
      return host;
    } catch (error) {
      this.#error = error;
      // Not before the one who starts it holds it.
      setImmediate(() => this.#end(null));
      return null;
    }
  }

  #watch(thread: Worker): void {
    this.#id = thread.threadId;
    this.#thread = thread;
    // The port closes a moment before the thread says that it ended: without this the process could end in between.
    if (this.#held) thread.ref();
    thread.on("error", (error) => {
      this.#error = error;
    });
    thread.on("exit", (exitCode) => this.#end(exitCode));
  }

  /** The worker is of no use any more. */
  #fail(error: unknown): void {
    this.#error ??= error;
    void this.kill();
  }

  #end(exitCode: number | null): void {
    if (this.#ended) return;
    // What the thread said before it ended may still wait in the port.
    for (let entry = receiveMessageOnPort(this.#port); entry !== undefined; entry = receiveMessageOnPort(this.#port)) {
      this.#options.onMessage(entry.message as FromWorker);
    }
    this.#ended = true;
    clearTimeout(this.#deadline);
    this.#release();
    this.#port.close();
    const memory = hasCode(this.#error, "ERR_WORKER_OUT_OF_MEMORY");
    this.#options.onExit({ exitCode, signal: null, memory, error: this.#error });
  }

  post(message: ToWorker, transfer: readonly Transferred[]): void {
    // What is moved by two jobs is there for the first.
    assertHere(transfer);
    this.#port.postMessage(message, transfer);
  }

  async kill(): Promise<void> {
    if (this.#ended) return;
    this.ref();
    // If this thread was busy for long, the end is here and has only not been read: that comes first.
    this.#deadline ??= setTimeout(() => setImmediate(() => this.#leave()), END_MS);
    void this.#host?.destroy();
    await this.#gone;
  }

  /** Nobody waits for it any more: it is in code that nothing interrupts, such as reading a pipe that nobody writes to. */
  #leave(): void {
    if (this.#ended) return;
    this.#error ??= new Error(`it could not be ended within ${END_MS} ms`);
    this.#end(null);
    this.#thread?.unref();
  }

  ref(): void {
    if (this.#ended) return;
    this.#held = true;
    this.#port.ref();
    this.#thread?.ref();
  }

  unref(): void {
    this.#held = false;
    this.#port.unref();
    this.#thread?.unref();
  }
}

function hasCode(error: unknown, code: string): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === code;
}
