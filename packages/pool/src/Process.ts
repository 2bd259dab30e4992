import { ArgumentError, assertNotImporting, markKind, StateError } from "@framepool/errors";
import { unshareTask } from "./backend/unshare-task.js";
import { ChildRun } from "./process/ChildRun.js";
import { nextIdentity } from "./process/process-name.js";
import { shipRun } from "./process/ship-run.js";
import type { ProcessStart } from "./protocol.js";
import { loadTask } from "./travel/load-task.js";
import { checkTimeout } from "./pool/check-count.js";
import { checkOptions, type OptionNames } from "./pool/check-options.js";
import { quiet } from "./pool/quiet.js";
import { settledWithin } from "./settled-within.js";
import { callSite } from "./travel/call-site.js";
import { contextWithoutItem } from "./travel/context-without-item.js";
import { shipTask } from "./travel/ship-task.js";
import type { Shipped } from "./travel/types.js";
import { encode } from "./values/encode.js";
import { currentWorker, thisCreator } from "./worker/current-worker.js";

export interface ProcessOptions<A extends readonly unknown[], R> {
  /** what the child calls; a subclass may override `run` instead */
  readonly target?: Shipped<A, R>;
  /** what it is called with; copied */
  readonly args?: A | readonly [];
  /** `Process-N` by default */
  readonly name?: string;
  /** true: it does not hold this process, and is terminated when this process exits */
  readonly daemon?: boolean;
}

const NAMES: OptionNames<ProcessOptions<[], unknown>> = { target: true, args: true, name: true, daemon: true };

const running = new Set<Process<never>>();

/**
 * The processes that were started here and have not ended. A pool's workers are not among them: `pool.workers`.
 *
 * @example
 * import { activeChildren, Process } from "@framepool/pool";
 *
 * const child = new Process({ target: () => 1, name: "one" });
 * child.start();
 * activeChildren().map(({ name }) => name); // → [ 'one' ]
 * await child.join();
 * activeChildren(); // → []
 */
export function activeChildren(): readonly Process<never>[] {
  return [...running];
}

/**
 * A function in an operating-system process of its own, as `multiprocessing.Process`. What it prints goes where this
 * process prints; unlike in Python, what it returns or throws comes back. A process that is no daemon holds this one
 * until it has ended.
 *
 * @example
 * import { Process } from "@framepool/pool";
 *
 * const child = new Process({ target: (a: number, b: number) => a * b, args: [6, 7] });
 * child.start();
 * await child.join();
 * child.exitcode; // → 0
 * await child.result(); // → 42
 */
export class Process<A extends readonly unknown[] = readonly unknown[], R = unknown> {
  static {
    markKind(this, "a Process");
  }

  readonly name: string;
  readonly daemon: boolean;
  readonly #target: Shipped<A, R> | null;
  readonly #args: readonly unknown[];
  readonly #identity: string;
  readonly #file: string | null;
  #run: ChildRun | null = null;
  #closed = false;

  /** Nothing starts yet. Throws ArgumentError for arguments that are no array, and for options that there are not. */
  constructor(options: ProcessOptions<A, R> = {}) {
    const { target, args = [], name, daemon } = checkOptions(options, NAMES, "new Process");
    if (!Array.isArray(args)) throw new ArgumentError("a Process takes its arguments as an array: new Process({ target, args: [a, b] })");
    this.#target = target ?? null;
    this.#args = [...(args as readonly unknown[])];
    this.#identity = nextIdentity();
    this.#file = callSite(Process);
    this.name = name ?? `Process-${this.#identity}`;
    this.daemon = daemon ?? false;
  }

  /**
   * Starts the child, once.
   *
   * @throws StateError the second time, or inside a worker of a pool; CaptureError if the target cannot travel;
   *   SerializationError if an argument cannot
   */
  start(): void {
    this.#assertNotClosed();
    if (this.#run !== null) throw new StateError("cannot start a process twice: make another Process");
    assertNotImporting("a Process");
    if (currentWorker()?.daemon === true) throw new StateError("daemonic processes are not allowed to have children: start the Process where the pool is made");
    const run = new ChildRun({ type: "start", name: this.name, identity: this.#identity, daemon: this.daemon, parent: thisCreator(), work: this.#work() });
    this.#run = run;
    running.add(this);
    void run.exited.then(() => running.delete(this));
  }

  /**
   * What the child does: it calls the target. A subclass may do something else in it, by itself: there `this` is a copy
   * with the object's properties and the methods of its class. What it returns is the `result()`.
   *
   * Called here, it calls the target here, as in Python, and gives a promise of what that returns.
   *
   * @example
   * import { Process } from "@framepool/pool";
   *
   * class Square extends Process {
   *   n = 7;
   *   override run() { return this.n ** 2; }
   * }
   * const child = new Square();
   * child.start();
   * await child.result(); // → 49
   */
  run(): unknown {
    return this.#callTarget();
  }

  async #callTarget(): Promise<unknown> {
    if (this.#target === null) return undefined;
    const loaded = await loadTask(shipTask(this.#target, { op: "Process", file: this.#file }));
    return loaded.bind(contextWithoutItem(this.name))(...this.#args);
  }

  #work(): ProcessStart["work"] {
    if (this.run !== Process.prototype.run) return shipRun(this, Process.prototype, this.#file);
    if (this.#target === null) return null;
    const task = unshareTask(shipTask(this.#target, { op: "Process", file: this.#file, bytes: true }));
    return { kind: "target", task, args: this.#args.map((arg, i) => encode(arg, { path: `args[${i}]`, direction: "to worker", bytes: true }).value) };
  }

  /**
   * Resolves when the child has ended, or `timeout` ms are over: `exitcode` says which. A child that failed is no error
   * here.
   *
   * @throws StateError before `start`
   */
  async join(timeout?: number): Promise<void> {
    const run = this.#started("join");
    await run.held(settledWithin(run.exited, checkTimeout(timeout)));
  }

  /** Whether the child was started and has not ended. */
  isAlive(): boolean {
    this.#assertNotClosed();
    return this.#run !== null && this.#run.exitcode === null;
  }

  /** The child's process id; null before `start`. */
  get pid(): number | null {
    this.#assertNotClosed();
    return this.#run?.pid ?? null;
  }

  /** The same as `pid`. */
  get ident(): number | null {
    return this.pid;
  }

  /** 0 if the target returned, 1 if it threw, N of `process.exit(N)`, -N if signal N killed it; null until the child has ended. */
  get exitcode(): number | null {
    this.#assertNotClosed();
    return this.#run?.exitcode ?? null;
  }

  /** Resolves to the exit code. Throws StateError before `start`. */
  get exited(): Promise<number> {
    const run = this.#started("wait for");
    return run.held(run.exited);
  }

  /**
   * What the target returned, when the child has ended.
   *
   * @throws TaskError with what the target threw as `cause`; WorkerExitError if the child ended before it returned;
   *   SerializationError if the value cannot be sent; StateError before `start`
   */
  result(): Promise<Awaited<R>> {
    return quiet(this.#result());
  }

  async #result(): Promise<Awaited<R>> {
    const run = this.#started("ask for the result of");
    return (await run.held(run.result)) as Awaited<R>;
  }

  /** What `result()` throws, or null: known when the child has ended. */
  get error(): Error | null {
    this.#assertNotClosed();
    return this.#run?.error ?? null;
  }

  /** Ends the child by SIGTERM: no `finally` block and no exit handler runs. Throws StateError before `start`. */
  terminate(): void {
    this.#started("terminate").kill("SIGTERM");
  }

  /** Ends the child by SIGKILL. Throws StateError before `start`. */
  kill(): void {
    this.#started("kill").kill("SIGKILL");
  }

  /**
   * Lets go of the child; hardly anything can be asked afterwards.
   *
   * @throws StateError while it runs
   */
  close(): void {
    if (this.#run !== null && this.#run.exitcode === null) throw new StateError("cannot close a process that is running: join() or terminate() it first");
    this.#run = null;
    this.#closed = true;
  }

  #started(what: string): ChildRun {
    this.#assertNotClosed();
    if (this.#run === null) throw new StateError(`can only ${what} a process that was started: call start() first`);
    return this.#run;
  }

  #assertNotClosed(): void {
    if (this.#closed) throw new StateError("process object is closed");
  }
}
