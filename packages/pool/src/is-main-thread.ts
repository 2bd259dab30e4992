import { isMainThread as isNodesMainThread } from "node:worker_threads";
import { currentWorker } from "./worker/current-worker.js";

/**
 * True in the script that the user started, false in every worker of ours, be it a thread or a process. A script that is
 * also a task's module puts its work under it: a worker that imports the module then starts none.
 *
 * @example
 * import { isMainThread } from "@framepool/pool";
 *
 * isMainThread; // → true
 */
export const isMainThread: boolean = isNodesMainThread && currentWorker() === null;
