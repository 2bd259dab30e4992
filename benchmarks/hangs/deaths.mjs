// The rows of the hang matrix (docs/reference/hang-matrix.md), as data. `work` names a function of work.mjs; a row with a
// `module` takes `work` of that file instead. `error` is what every call of ours ends with, `within` so many ms. `kills`:
// there has to be a worker that can be killed, or a timeout, which a pool in line refuses.

/** What a timeout row gives an item, in ms. */
export const TIMEOUT = 200;
const SOON = 2000;

/**
 * @typedef {object} Death
 * @property {string} key
 * @property {string} title
 * @property {string} [work]
 * @property {string} [module]
 * @property {"item cannot be sent" | "timeout" | "abort before" | "abort during" | "initializer"} [how]
 * @property {string} error
 * @property {number} within
 * @property {boolean} [processesOnly]
 * @property {boolean} [kills]
 */

/** @type {readonly Death[]} */
export const deaths = [
  { key: "throws", title: "the function throws", work: "throws", error: "TaskError", within: SOON },
  { key: "rejects", title: "its promise rejects", work: "rejects", error: "TaskError", within: SOON },
  { key: "undefined", title: "throws `undefined`", work: "throwsUndefined", error: "TaskError", within: SOON },
  { key: "proxy", title: "throws a proxy whose traps throw", work: "throwsProxy", error: "TaskError", within: SOON },
  { key: "getter", title: "throws an error with a getter that throws", work: "throwsGetter", error: "TaskError", within: SOON },
  { key: "circle", title: "throws an error that contains itself", work: "throwsCircle", error: "TaskError", within: SOON },
  { key: "odd-error", title: "throws an error that cannot be cloned", work: "throwsUncloneable", error: "TaskError", within: SOON },
  { key: "exit", title: "`process.exit(3)`", work: "exits", error: "WorkerExitError", within: SOON, kills: true },
  { key: "uncaught", title: "an exception in a timer that nobody catches", work: "uncaught", error: "WorkerExitError", within: SOON, kills: true },
  { key: "heap", title: "the heap is exhausted", work: "exhaustsHeap", error: "WorkerMemoryError", within: 10_000, kills: true },
  { key: "signal", title: "killed by a signal", work: "isKilled", error: "WorkerExitError", within: SOON, kills: true, processesOnly: true },
  { key: "loop", title: `a loop that never ends, \`timeout: ${TIMEOUT}\``, work: "loopsForEver", how: "timeout", error: "TimeoutError", within: TIMEOUT + SOON, kills: true },
  { key: "pending", title: `a promise that never resolves, \`timeout: ${TIMEOUT}\``, work: "neverResolves", how: "timeout", error: "TimeoutError", within: TIMEOUT + SOON, kills: true },
  { key: "result", title: "a result that cannot be cloned", work: "returnsUncloneable", error: "SerializationError", within: SOON },
  { key: "argument", title: "an argument that cannot be cloned", work: "echoes", how: "item cannot be sent", error: "SerializationError", within: SOON },
  { key: "no-module", title: "the worker's module is missing", module: "nowhere.mjs", error: "CaptureError", within: SOON },
  { key: "no-import", title: "it imports one that is missing", module: "fixtures/missing-import.mjs", error: "CaptureError", within: SOON },
  { key: "syntax", title: "it has a syntax error", module: "fixtures/syntax-error.mjs", error: "CaptureError", within: SOON },
  { key: "abort-before", title: "aborted before the call", work: "fine", how: "abort before", error: "AbortError", within: SOON },
  { key: "abort-during", title: "aborted while it runs", work: "loopsForEver", how: "abort during", error: "AbortError", within: SOON },
  { key: "initializer", title: "the initializer throws", work: "fine", how: "initializer", error: "InitializerError", within: SOON },
];
