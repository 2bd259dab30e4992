// What the other packages of framepool build on. Not for users: it changes without notice.
export type { BackendKind } from "./backend/Backend.js";
export { Crew, type CrewOptions, type WorkerInfo } from "./crew/Crew.js";
export type { Job, Outcome, Reply } from "./crew/job.js";
export { reviveError } from "./revive-error.js";
export { type ErrorData, serializeError } from "./serialize-error.js";
export { currentWorker } from "./worker/current-worker.js";
export { callSite } from "./travel/call-site.js";
export { importModule } from "./travel/load-module.js";
export { loadTask } from "./travel/load-task.js";
export { shipTask } from "./travel/ship-task.js";
export type { LoadedTask, ModuleBody, ShippedTask, SourceBody, TaskContext } from "./travel/shipped.js";
export { type Codec, codecNamed, registerCodec, type Transferred } from "./values/codec.js";
export { decode } from "./values/decode.js";
export { encode, type EncodedValue, type EncodeOptions } from "./values/encode.js";
export { registerExports } from "./values/exports.js";
export { Moved } from "./values/move.js";
