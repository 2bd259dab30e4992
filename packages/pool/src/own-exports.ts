import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import * as errors from "@framepool/errors";
import { cpuCount } from "./cpu-count.js";
import { AsyncResult } from "./pool/AsyncResult.js";
import { ResultIterator } from "./pool/ResultIterator.js";
import { Pool } from "./Pool.js";
import { activeChildren, Process } from "./Process.js";
import { currentProcess, parentProcess } from "./process/running-process.js";
import { moduleTask } from "./travel/module-task.js";
import { perWorker } from "./travel/per-worker.js";
import { task } from "./travel/task.js";
import { registerExports } from "./values/exports.js";
import { move } from "./values/move.js";

const require = createRequire(import.meta.url);
const urlOf = (specifier: string): string => pathToFileURL(require.resolve(specifier)).href;

// What this package exports travels by its name, `task({ move }, …)`: its source alone would miss what is around it.
registerExports(urlOf("@framepool/errors/common"), errors);
// A worker has this file anyway; the other one is for the main side, and larger.
registerExports(urlOf("@framepool/pool/common"), { move });
registerExports(urlOf("@framepool/pool/common-main"), { activeChildren, AsyncResult, cpuCount, currentProcess, moduleTask, parentProcess, perWorker, Pool, Process, ResultIterator, task });
