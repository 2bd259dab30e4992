// What a thread or a child process runs, and what sibling packages need in it, and no more: it is loaded in every isolate, and each file more
// costs it a ms. `./internal` is for the main side.
export { reviveError } from "./revive-error.js";
export { type ErrorData, serializeError } from "./serialize-error.js";
export { loadTask } from "./travel/load-task.js";
export type { LoadedTask, ShippedTask, SourceBody, TaskContext } from "./travel/shipped.js";
export { registerCodec } from "./values/codec.js";
export { registerExports } from "./values/exports.js";
export { Moved } from "./values/move.js";
export { serveChild } from "./worker/child.js";
export { serveProcess } from "./worker/process.js";
export { serveThread } from "./worker/thread.js";
