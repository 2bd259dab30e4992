// What sibling packages need in a worker, and no more: it is loaded in every isolate. `./internal` is for the main side.
export { loadTask } from "./travel/load-task.js";
export type { LoadedTask, ShippedTask, TaskContext } from "./travel/shipped.js";
export { registerCodec } from "./values/codec.js";
export { registerExports } from "./values/exports.js";
export { Moved } from "./values/move.js";
