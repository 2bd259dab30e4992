import { type ChildProcess, fork } from "node:child_process";
import { constants } from "node:os";
import { createRequire } from "node:module";
import { SerializationError, TaskError, WorkerExitError } from "@framepool/errors";
import { endWithParent } from "../backend/end-with-parent.js";
import { whenDrained } from "../backend/when-drained.js";
import { opened } from "../envelope.js";
import type { ProcessEnd, ProcessStart } from "../protocol.js";
import { namedReasonOf, reasonOf } from "../reason.js";
import { reviveError } from "../revive-error.js";
import { withImportFault } from "../travel/import-fault.js";
import { decode } from "../values/decode.js";

const ENTRY = createRequire(import.meta.url).resolve("@framepool/pool/worker/child");

/** The operating-system process of a Process that was started. */
export class ChildRun {
  /** The exit code by multiprocessing's rule: -N for signal N. */
  readonly exited: Promise<number>;
  /** What the target returned; rejects with what went wrong. */
  readonly result: Promise<unknown>;
  readonly #child: ChildProcess;
  readonly #name: string;
  readonly #daemon: boolean;
  #exitcode: number | null = null;
  #error: Error | null = null;
  #end: ProcessEnd | null = null;
  #holders = 0;

  constructor(start: ProcessStart) {
    this.#name = start.name;
    this.#daemon = start.daemon;
    this.#child = fork(ENTRY, [], { serialization: "advanced", execArgv: [], stdio: ["ignore", "inherit", "inherit", "ipc"] });
    const ended = this.#watch();
    this.result = ended.then((exitcode) => this.#outcome(exitcode));
    // Whether anybody asks for it or not: it is what `error` tells, to whoever knows that the child has ended.
    const known = this.result.catch((error: unknown) => (this.#error = error as Error));
    this.exited = ended.then((exitcode) => known.then(() => exitcode));
    endWithParent(this.#child, "SIGTERM");
    if (start.daemon) this.#unref();
    this.#send(start);
  }

  get pid(): number | null {
    return this.#child.pid ?? null;
  }

  get exitcode(): number | null {
    return this.#exitcode;
  }

  get error(): Error | null {
    return this.#error;
  }

  kill(signal: NodeJS.Signals): void {
    if (this.#exitcode === null) this.#child.kill(signal);
  }

  /** Waits for `promise` with the process held open: a daemon does not do that by itself. */
  async held<T>(promise: Promise<T>): Promise<T> {
    this.#holders++;
    this.#child.ref();
    this.#child.channel?.ref();
    try {
      return await promise;
    } finally {
      this.#holders--;
      if (this.#holders === 0 && this.#daemon) this.#unref();
    }
  }

  #send(start: ProcessStart): void {
    try {
      // A child that could not be started, or is gone already, is told of by its exit.
      this.#child.send(start, () => undefined);
    } catch (cause) {
      this.#child.kill("SIGKILL");
      throw new SerializationError(`the arguments of ${this.#name} cannot be sent to a process: ${reasonOf(cause)}`, { path: "args", direction: "to worker" }, { cause });
    }
  }

  #watch(): Promise<number> {
    return new Promise((resolve) => {
      const end = (exitcode: number): void => {
        this.#exitcode = exitcode;
        resolve(exitcode);
      };
      this.#child.on("message", (message) => (this.#end ??= opened<ProcessEnd>(message)));
      this.#child.once("exit", (code, signal) => whenDrained(this.#child, () => end(code ?? -(signal === null ? 0 : constants.signals[signal]))));
      this.#child.on("error", (error) => {
        if (this.#child.pid !== undefined) return;
        this.#error = new WorkerExitError(`${this.#name} could not be started: ${error.message}`, { worker: this.#name }, { cause: error });
        end(1);
      });
    });
  }

  async #outcome(exitcode: number): Promise<unknown> {
    const end = this.#end;
    if (this.#error !== null) throw this.#error;
    if (end?.type === "returned") return decode(end.value);
    if (end?.type === "failed") throw this.#failure(withImportFault(reviveError(end.error)), end.thrown);
    const how = exitcode < 0 ? `was killed by ${this.#child.signalCode ?? "a signal"}` : `exited with code ${exitcode}`;
    throw new WorkerExitError(`${this.#name} ${how} before its target returned`, { exitCode: this.#child.exitCode, signal: this.#child.signalCode, worker: this.#name });
  }

  #failure(cause: unknown, thrown: boolean): unknown {
    if (!thrown) return cause;
    return new TaskError(`${this.#name} failed: ${namedReasonOf(cause)}`, { op: "Process", worker: this.#name }, cause);
  }

  #unref(): void {
    this.#child.unref();
    this.#child.channel?.unref();
  }
}
