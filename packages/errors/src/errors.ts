/** Every code of the family. A code survives threads, processes and copies of the package; a class identity does not. */
export type ErrorCode =
  | "ERR_FRAMEPOOL_TASK"
  | "ERR_FRAMEPOOL_CAPTURE"
  | "ERR_FRAMEPOOL_SERIALIZATION"
  | "ERR_FRAMEPOOL_TIMEOUT"
  | "ERR_FRAMEPOOL_ABORT"
  | "ERR_FRAMEPOOL_WORKER_EXIT"
  | "ERR_FRAMEPOOL_WORKER_MEMORY"
  | "ERR_FRAMEPOOL_INITIALIZER"
  | "ERR_FRAMEPOOL_SCHEMA"
  | "ERR_FRAMEPOOL_CSV"
  | "ERR_FRAMEPOOL_FRAME"
  | "ERR_FRAMEPOOL_ARGUMENT"
  | "ERR_FRAMEPOOL_STATE"
  | "ERR_FRAMEPOOL_SINK";

const PREFIX = "ERR_FRAMEPOOL_";

/**
 * Base of every error that framepool raises. `instanceof` looks at `code`, not at identity, so that an error which
 * crossed a thread, or which comes from another copy of the package, is still recognised.
 */
export abstract class ParallelError extends Error {
  abstract readonly code: ErrorCode;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    // On the instance and not enumerable: it prints as a class name would, and is not taken for one of the error's own facts.
    Object.defineProperty(this, "name", { value: new.target.name, configurable: true, writable: true });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    const code = codeOf(value);
    if (code === undefined) return false;
    const own = CODES.get(this);
    if (own !== undefined) return code === own;
    // The base accepts the whole family; a class that somebody derived from ours keeps the ordinary rule.
    if (this === ParallelError) return true;
    return Function.prototype[Symbol.hasInstance].call(this, value);
  }
}

function codeOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  try {
    if (!("code" in value)) return undefined;
    const { code } = value;
    return typeof code === "string" && code.startsWith(PREFIX) ? code : undefined;
  } catch {
    // What a user throws may throw again when it is looked at; then it is none of ours.
    return undefined;
  }
}

/** What a user's function threw, with the place where it happened. The original is `cause`. */
export interface TaskErrorPlace {
  /** the step that called the function: `"map"`, `"mapPartitions"`, `"apply"` … */
  readonly op: string;
  /** partition number from 0, or null outside a pipeline */
  readonly partition: number | null;
  /** input row from 0 (a header does not count), or null where the steps before do not keep their rows */
  readonly globalRow: number | null;
  /** first input row of the partition, where that is known */
  readonly firstRow: number | null;
  /** a Pool item's position from 0 */
  readonly index: number | null;
  /** the group's key */
  readonly key: unknown;
  /** the row's values, cut to what can be read */
  readonly row: Readonly<Record<string, unknown>> | null;
  /** the file that the row was read from, its line there (from 1), and the offset of its first byte; null where there is none */
  readonly file: string | null;
  readonly line: number | null;
  readonly byte: number | null;
  /** the worker's name */
  readonly worker: string | null;
  /** 1 for the first try */
  readonly attempt: number;
}

const NOWHERE: TaskErrorPlace = { op: "task", partition: null, globalRow: null, firstRow: null, index: null, key: null, row: null, file: null, line: null, byte: null, worker: null, attempt: 1 };

/** A user's function threw. `cause` is what it threw: class, own properties and remote stack kept. */
export class TaskError extends ParallelError implements TaskErrorPlace {
  readonly code = "ERR_FRAMEPOOL_TASK";
  declare readonly op: string;
  declare readonly partition: number | null;
  declare readonly globalRow: number | null;
  declare readonly firstRow: number | null;
  declare readonly index: number | null;
  declare readonly key: unknown;
  declare readonly row: Readonly<Record<string, unknown>> | null;
  declare readonly file: string | null;
  declare readonly line: number | null;
  declare readonly byte: number | null;
  declare readonly worker: string | null;
  declare readonly attempt: number;

  constructor(message: string, place: Partial<TaskErrorPlace>, cause: unknown) {
    super(message, { cause });
    Object.assign(this, NOWHERE, place);
  }
}

/** A function cannot travel to a worker: a free name, a bound or native function, `this`, a module that starts work when imported. */
export class CaptureError extends ParallelError {
  readonly code = "ERR_FRAMEPOOL_CAPTURE";
  /** the name that is missing, as the user wrote it */
  readonly variable: string | null;
  readonly file: string | null;
  /** line from 1 of `file`, or of the function where `file` is null */
  readonly line: number | null;
  constructor(message: string, facts: { variable?: string | null; file?: string | null; line?: number | null } = {}, options?: ErrorOptions) {
    super(message, options);
    this.variable = facts.variable ?? null;
    this.file = facts.file ?? null;
    this.line = facts.line ?? null;
  }
}

/** A value cannot be sent to, or back from, a worker. */
export class SerializationError extends ParallelError {
  readonly code = "ERR_FRAMEPOOL_SERIALIZATION";
  /** a Pool item's position, or null */
  readonly index: number | null;
  /** where in the value: `captures.helper[3].stream` */
  readonly path: string;
  readonly direction: "to worker" | "from worker";
  constructor(message: string, facts: { index?: number | null; path?: string; direction: "to worker" | "from worker" }, options?: ErrorOptions) {
    super(message, options);
    this.index = facts.index ?? null;
    this.path = facts.path ?? "";
    this.direction = facts.direction;
  }
}

/** The work that a worker did when it was lost: a Pool's item, or a partition of a pipeline. */
export interface LostWork {
  /** a Pool item's position, or null */
  readonly index: number | null;
  /** a pipeline's partition, or null */
  readonly partition: number | null;
  /** the partition's first row, its rows, and its bytes, as far as they are known */
  readonly firstRow: number | null;
  readonly rows: number | null;
  readonly bytes: number | null;
  /** of CSV: its file, and its first and last line there, from 1 */
  readonly file: string | null;
  readonly line: number | null;
  readonly lastLine: number | null;
  /** 1 for the first try */
  readonly attempt: number;
}

const NO_WORK: LostWork = { index: null, partition: null, firstRow: null, rows: null, bytes: null, file: null, line: null, lastLine: null, attempt: 1 };

/** What ended a worker's work names that work. */
abstract class LostWorkError extends ParallelError implements LostWork {
  declare readonly index: number | null;
  declare readonly partition: number | null;
  declare readonly firstRow: number | null;
  declare readonly rows: number | null;
  declare readonly bytes: number | null;
  declare readonly file: string | null;
  declare readonly line: number | null;
  declare readonly lastLine: number | null;
  declare readonly attempt: number;
  constructor(message: string, work: Partial<LostWork>, options?: ErrorOptions) {
    super(message, options);
    Object.assign(this, NO_WORK, work);
  }
}

/** Time ran out. */
export class TimeoutError extends LostWorkError {
  readonly code = "ERR_FRAMEPOOL_TIMEOUT";
  /** the limit, in ms */
  readonly timeout: number;
  constructor(message: string, timeout: number, work: Partial<LostWork> = {}, options?: ErrorOptions) {
    super(message, work, options);
    this.timeout = timeout;
  }
}

/** The work was cancelled: a signal, `terminate()`, Ctrl-C. */
export class AbortError extends ParallelError {
  readonly code = "ERR_FRAMEPOOL_ABORT";
}

/** A worker ended while it had work to do. */
export class WorkerExitError extends LostWorkError {
  readonly code = "ERR_FRAMEPOOL_WORKER_EXIT";
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly worker: string | null;
  constructor(message: string, { exitCode, signal, worker, ...work }: { exitCode?: number | null; signal?: string | null; worker?: string | null } & Partial<LostWork>, options?: ErrorOptions) {
    super(message, work, options);
    this.exitCode = exitCode ?? null;
    this.signal = signal ?? null;
    this.worker = worker ?? null;
  }
}

/** A worker ran out of heap. */
export class WorkerMemoryError extends LostWorkError {
  readonly code = "ERR_FRAMEPOOL_WORKER_MEMORY";
  readonly worker: string | null;
  constructor(message: string, { worker, ...work }: { worker?: string | null } & Partial<LostWork> = {}, options?: ErrorOptions) {
    super(message, work, options);
    this.worker = worker ?? null;
  }
}

/** The initializer threw: the pool is broken, no worker is started again. */
export class InitializerError extends ParallelError {
  readonly code = "ERR_FRAMEPOOL_INITIALIZER";
}

/** A cell or a partition does not fit the type that was declared or found. In a pipeline it says which step found that. */
export class SchemaMismatchError extends ParallelError {
  readonly code = "ERR_FRAMEPOOL_SCHEMA";
  /** the step: `"concat"`, `"merge"` … */
  declare readonly op?: string;
  readonly column: string | null;
  readonly row: number | null;
  readonly partition: number | null;
  /** of text: the file, the line from 1 and the offset of its first byte at which the row begins */
  readonly file: string | null;
  readonly line: number | null;
  readonly byte: number | null;
  constructor(message: string, facts: { op?: string; column?: string | null; row?: number | null; partition?: number | null; file?: string | null; line?: number | null; byte?: number | null } = {}, options?: ErrorOptions) {
    super(message, options);
    if (facts.op !== undefined) Object.assign(this, { op: facts.op });
    this.column = facts.column ?? null;
    this.row = facts.row ?? null;
    this.partition = facts.partition ?? null;
    this.file = facts.file ?? null;
    this.line = facts.line ?? null;
    this.byte = facts.byte ?? null;
  }
}

/** A CSV file is not what it should be. */
export class CsvParseError extends ParallelError {
  readonly code = "ERR_FRAMEPOOL_CSV";
  readonly file: string | null;
  /** line of the file from 1, or null where there is none (an empty file) */
  readonly line: number | null;
  readonly column: string | null;
  /** offset in the file of the row's first byte, or null */
  readonly byte: number | null;
  constructor(message: string, facts: { file?: string | null; line?: number | null; column?: string | null; byte?: number | null } = {}, options?: ErrorOptions) {
    super(message, options);
    this.file = facts.file ?? null;
    this.line = facts.line ?? null;
    this.column = facts.column ?? null;
    this.byte = facts.byte ?? null;
  }
}

/** Where in a pipeline a step failed that has no function of the user's. */
export interface StepPlace {
  /** the step: `"astype"`, `"merge"` … */
  readonly op: string;
  readonly partition: number | null;
  /** first input row of the partition, where that is known */
  readonly firstRow: number | null;
  /** the file that the row was read from, its line there (from 1), and the offset of its first byte; null where there is none */
  readonly file: string | null;
  readonly line: number | null;
  readonly byte: number | null;
  readonly worker: string | null;
  readonly attempt: number;
}

/** A frame cannot do what was asked: no such column, lengths that differ, a cell that cannot be read. In a pipeline it says where. */
export class FrameError extends ParallelError implements Partial<StepPlace> {
  readonly code = "ERR_FRAMEPOOL_FRAME";
  readonly column: string | null;
  /** of the frame; in a pipeline of the input, or null where that is not known */
  readonly row: number | null;
  declare readonly op?: string;
  declare readonly partition?: number | null;
  declare readonly firstRow?: number | null;
  declare readonly file?: string | null;
  declare readonly line?: number | null;
  declare readonly byte?: number | null;
  declare readonly worker?: string | null;
  declare readonly attempt?: number;
  constructor(message: string, facts: { column?: string | null; row?: number | null; place?: StepPlace } = {}, options?: ErrorOptions) {
    super(message, options);
    this.column = facts.column ?? null;
    this.row = facts.row ?? null;
    Object.assign(this, facts.place);
  }
}

/** A bad argument: where Python raises ValueError or TypeError. */
export class ArgumentError extends ParallelError {
  readonly code = "ERR_FRAMEPOOL_ARGUMENT";
}

/** The right call at the wrong time: a pool that is not running, a process started twice, a result that is not ready. */
export class StateError extends ParallelError {
  readonly code = "ERR_FRAMEPOOL_STATE";
}

/** Output could not be written. */
export class SinkError extends ParallelError {
  readonly code = "ERR_FRAMEPOOL_SINK";
  readonly path: string | null;
  constructor(message: string, facts: { path?: string | null } = {}, options?: ErrorOptions) {
    super(message, options);
    this.path = facts.path ?? null;
  }
}

const CODES = new Map<unknown, ErrorCode>([
  [TaskError, "ERR_FRAMEPOOL_TASK"],
  [CaptureError, "ERR_FRAMEPOOL_CAPTURE"],
  [SerializationError, "ERR_FRAMEPOOL_SERIALIZATION"],
  [TimeoutError, "ERR_FRAMEPOOL_TIMEOUT"],
  [AbortError, "ERR_FRAMEPOOL_ABORT"],
  [WorkerExitError, "ERR_FRAMEPOOL_WORKER_EXIT"],
  [WorkerMemoryError, "ERR_FRAMEPOOL_WORKER_MEMORY"],
  [InitializerError, "ERR_FRAMEPOOL_INITIALIZER"],
  [SchemaMismatchError, "ERR_FRAMEPOOL_SCHEMA"],
  [CsvParseError, "ERR_FRAMEPOOL_CSV"],
  [FrameError, "ERR_FRAMEPOOL_FRAME"],
  [ArgumentError, "ERR_FRAMEPOOL_ARGUMENT"],
  [StateError, "ERR_FRAMEPOOL_STATE"],
  [SinkError, "ERR_FRAMEPOOL_SINK"],
]);

/** Class of each code, to make an error of the family again on the other side of a thread. */
export const ERROR_CLASSES: ReadonlyMap<ErrorCode, { readonly prototype: ParallelError; readonly name: string }> = new Map(
  [...CODES].map(([type, code]) => [code, type as { readonly prototype: ParallelError; readonly name: string }]),
);
