import type { Backend, BackendKind } from "./Backend.js";
import { inlineBackend } from "./inline.js";
import { processesBackend } from "./processes.js";
import { threadsBackend } from "./threads.js";

/** Every backend there is, by its name. */
export const BACKENDS: Readonly<Record<BackendKind, Backend>> = { threads: threadsBackend, processes: processesBackend, inline: inlineBackend };
