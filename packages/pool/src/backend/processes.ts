import { fork, type ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import type { Readable } from "node:stream";
import { createRequire } from "node:module";
import { opened } from "../envelope.js";
import type { FromWorker, ToWorker } from "../protocol.js";
import { thisCreator } from "../worker/current-worker.js";
import { LineMarker } from "../worker/LineMarker.js";
import { reviveError } from "../revive-error.js";
import type { Backend, WorkerHandle, WorkerOptions } from "./Backend.js";
import { endWithParent } from "./end-with-parent.js";
import { unshareTask } from "./unshare-task.js";
import { whenDrained } from "./when-drained.js";

const ENTRY = createRequire(import.meta.url).resolve("@framepool/pool/worker/process");
/** Worker processes. Values are copied both ways: nothing can be moved or shared. */
export const processesBackend: Backend = {
  kind: "processes",
  killable: true,
  sharesMemory: false,
  prefix: "ForkPoolWorker-",
  start: (options) => new ProcessHandle(options),
};

class ProcessHandle implements WorkerHandle {
  readonly name: string;
  readonly #options: WorkerOptions;
  readonly #child: ChildProcess;
  readonly #gone: Promise<void>;
  #error: unknown = undefined;
  #lastWords = "";
  #ended = false;

  constructor(options: WorkerOptions) {
    this.name = options.name;
    this.#options = options;
    const heap = options.resourceLimits?.maxOldGenerationSizeMb;
    this.#child = fork(ENTRY, [options.name, thisCreator().name], {
      serialization: "advanced",
      execArgv: heap === undefined ? [] : [`--max-old-space-size=${heap}`],
      // What it prints passes through us: to be marked with its name, and only there does a child say that its heap is exhausted.
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    endWithParent(this.#child, "SIGKILL");
    this.#child.on("message", (message) => {
      const own = opened<FromWorker>(message);
      if (own !== null) this.#receive(own);
    });
    this.#relay(this.#child.stdout, process.stdout);
    this.#relay(this.#child.stderr, process.stderr);
    this.#child.stderr?.on("data", (text: Buffer) => (this.#lastWords = (this.#lastWords + text.toString()).slice(-4096)));
    this.#child.on("error", (error) => {
      this.#error ??= error;
      // Without a pid it was never started, and no exit will follow.
      if (this.#child.pid === undefined) this.#end(null, null);
    });
    this.#gone = new Promise((resolve) => {
      this.#child.once("exit", (exitCode, signal) => {
        resolve();
        whenDrained(this.#child, () => this.#end(exitCode, signal));
      });
      this.#child.once("error", () => resolve());
    });
  }

  get id(): number | null {
    return this.#child.pid ?? null;
  }

  #receive(message: FromWorker): void {
    if ("type" in message && message.type === "crash") this.#error = reviveError(message.error);
    else if (!this.#ended) this.#options.onMessage(message);
  }

  #relay(from: Readable | null, to: NodeJS.WriteStream): void {
    const marker = new LineMarker(this.name, (lines) => to.write(lines));
    from?.on("data", (text: Buffer) => marker.write(text));
    from?.on("close", () => marker.end());
  }

  #end(exitCode: number | null, signal: string | null): void {
    if (this.#ended) return;
    this.#ended = true;
    const memory = signal === "SIGABRT" && this.#lastWords.includes("JavaScript heap out of memory");
    this.#options.onExit({ exitCode, signal, memory, error: this.#error });
  }

  post(message: ToWorker): void {
    // The callback takes the error of a channel that has just closed, which would be thrown otherwise; the exit tells it.
    if (this.#child.connected) this.#child.send(unshared(message), () => undefined);
  }

  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    this.ref();
    await this.#gone;
  }

  ref(): void {
    this.#child.ref();
    this.#child.channel?.ref();
    for (const stream of [this.#child.stdout, this.#child.stderr]) (stream as Socket | null)?.ref();
  }

  unref(): void {
    this.#child.unref();
    this.#child.channel?.unref();
    for (const stream of [this.#child.stdout, this.#child.stderr]) (stream as Socket | null)?.unref();
  }
}

function unshared(message: ToWorker): ToWorker {
  switch (message.type) {
    case "init":
      return message.initializer === null ? message : { ...message, initializer: { ...message.initializer, task: unshareTask(message.initializer.task) } };
    case "jobs":
      return message.task === null ? message : { ...message, task: unshareTask(message.task) };
    case "knock":
    case "cancel":
    case "tidy":
    case "stop":
      return message;
  }
}
