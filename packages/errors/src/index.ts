export { atProcessEnd } from "./at-process-end.js";
export { A_PROMISE, A_TASK, isByName, isThenable, kindOf, markKind, ofKind } from "./by-name.js";
export type { ErrorCode, LostWork, StepPlace, TaskErrorPlace } from "./errors.js";
export {
  AbortError,
  ArgumentError,
  CaptureError,
  CsvParseError,
  ERROR_CLASSES,
  FrameError,
  InitializerError,
  ParallelError,
  SchemaMismatchError,
  SerializationError,
  SinkError,
  StateError,
  TaskError,
  TimeoutError,
  WorkerExitError,
  WorkerMemoryError,
} from "./errors.js";
export { isError } from "./is-error.js";
export { assertNotImporting, whileImporting } from "./importing.js";
export { late } from "./late.js";
export { errorMessage, errorName, errorStack } from "./read-error.js";
