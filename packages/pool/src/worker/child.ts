import { SerializationError } from "@framepool/errors";
import { sealed } from "../envelope.js";
import type { ProcessEnd, ProcessStart, RunWork, TargetWork } from "../protocol.js";
import { textOf } from "../reason.js";
import { serializeError } from "../serialize-error.js";
import { compileSource } from "../travel/compile-source.js";
import { contextWithoutItem } from "../travel/context-without-item.js";
import { loadTask } from "../travel/load-task.js";
import { decode } from "../values/decode.js";
import { encode } from "../values/encode.js";
import { enterWorker } from "./current-worker.js";

/**
 * What a Process's child does, forked by process/ChildRun.ts. It ends as any script of Node's does: when the target has
 * returned and nothing more is to do, or at once when something is thrown.
 */
export function serveChild(): void {
  process.once("message", (message) => {
    // The target's own work keeps the child, not the channel: what can never go on ends.
    process.channel?.unref();
    void run(message as ProcessStart);
  });
  process.on("disconnect", orphaned);
  process.on("uncaughtExceptionMonitor", (error) => process.send?.(sealed(failure(error, true))));
}

async function run({ name, identity, daemon, parent, work }: ProcessStart): Promise<void> {
  enterWorker({ name, daemon, identity, parent });
  let value: unknown;
  try {
    if (work !== null) value = await (work.kind === "target" ? callTarget(work, name) : callRun(work));
  } catch (error) {
    console.error(`Process ${name} failed:`, error);
    send(failure(error, true), () => process.exit(1));
    return;
  }
  send(returned(value), () => {
    process.off("disconnect", orphaned);
    if (process.connected) process.disconnect();
  });
}

async function callTarget({ task, args }: TargetWork, name: string): Promise<unknown> {
  const loaded = await loadTask(task);
  const given = await Promise.all(args.map(decode));
  return loaded.bind(contextWithoutItem(name))(...given);
}

/** Calls `run` on an object that has the methods and properties of the one in the parent. */
async function callRun({ methods, fields }: RunWork): Promise<unknown> {
  const prototype: Record<string, unknown> = {};
  for (const { name, body } of methods) Object.defineProperty(prototype, name, { value: await compileSource(body) });
  const self = Object.assign(Object.create(prototype) as { run(): unknown }, await decode(fields), { pid: process.pid });
  return self.run();
}

function returned(value: unknown): ProcessEnd {
  try {
    return { type: "returned", value: encode(value, { path: "result", direction: "from worker", bytes: true }).value };
  } catch (error) {
    return failure(error, false);
  }
}

function failure(error: unknown, thrown: boolean): ProcessEnd {
  return { type: "failed", error: serializeError(error), thrown };
}

function send(end: ProcessEnd, then: () => void): void {
  try {
    process.send?.(sealed(end), then);
  } catch (cause) {
    // A buffer that was moved away passes `encode`, and no pipe.
    const error = new SerializationError(`result cannot be sent back from a process: ${textOf(cause)}`, { path: "result", direction: "from worker" }, { cause });
    process.send?.(sealed(failure(error, false)), then);
  }
}

/** The parent is gone: there is nobody to work for. */
function orphaned(): void {
  process.exit(1);
}
