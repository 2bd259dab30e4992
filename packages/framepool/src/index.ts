export * from "@framepool/csv";
export { AbortError, ArgumentError, CaptureError, CsvParseError, FrameError, InitializerError, ParallelError, SchemaMismatchError, SerializationError, SinkError, StateError, TaskError, TimeoutError, WorkerExitError, WorkerMemoryError } from "@framepool/errors";
export type { ErrorCode, LostWork, StepPlace, TaskErrorPlace } from "@framepool/errors";
export * from "@framepool/frame";
export * from "@framepool/parallel";
export * from "@framepool/pool";
// On all cores, where the package of CSV alone reads on one.
export { readCsv } from "@framepool/parallel";
