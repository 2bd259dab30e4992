import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { A_PROMISE, ArgumentError, CaptureError, isThenable, SerializationError } from "@framepool/errors";
import { exportOf } from "../values/exports.js";
import { packCaptures } from "./captures.js";
import { type CapturedForm, formKind, formOf, type ModuleForm } from "./forms.js";
import type { ModuleBody, ShippedTask, SourceBody } from "./shipped.js";
import { sourceBody } from "./source-body.js";
import { nameOf, type Site, type SourceFunction } from "./subject.js";
import type { Shippable } from "./types.js";

// Two copies of this package may send to one worker, which knows tasks by their ids.
const prefix = Math.random().toString(36).slice(2, 10);
let count = 0;
const shipped = new WeakMap<object, ShippedTask>();

/**
 * Makes plain data of a function or task, which any worker can load. Everything that can be known here is checked here,
 * before any work starts: throws CaptureError for what ties the function to this thread, SerializationError for a capture
 * that cannot be sent there. The same function is shipped once, and keeps its id and what it captured.
 */
export function shipTask(fn: Shippable, site: Site): ShippedTask {
  const task = (isObject(fn) ? shipped.get(fn) : undefined) ?? { id: `${prefix}.${count++}`, ...shipNew(fn, site) };
  shipped.set(fn, task);
  if (site.bytes === true) assertUnshared(task, site);
  return task;
}

/** Of a task that was shipped before, maybe to a thread. */
function assertUnshared({ name, captures }: ShippedTask, { op }: Site): void {
  if (captures === null) return;
  const { refusal, once } = captures;
  if (refusal !== null) throw new SerializationError(`${op} cannot send "${name}" to another process: ${refusal.path} is ${refusal.why}`, { path: refusal.path, direction: "to worker" });
  for (const { task } of once) assertUnshared(task, { op: `${op}: perWorker`, file: null });
}

// What JavaScript passes may be anything, whatever the type says.
function isObject(value: unknown): value is object {
  return typeof value === "function" || (typeof value === "object" && value !== null);
}

function shipNew(fn: Shippable, site: Site): Omit<ShippedTask, "id"> {
  if (typeof fn === "function") return shipFunction(fn, site);
  const form = formOf(fn);
  if (form !== undefined && formKind(form) === "captured") return shipCaptured(form as CapturedForm, site);
  if (form !== undefined && formKind(form) === "module") return shipModule(form as ModuleForm, site);
  const got = form === undefined ? (isThenable(fn) ? A_PROMISE : isObject(fn) ? "an object" : String(fn)) : "a perWorker value: that is a capture, task({ value: perWorker(…) }, …)";
  throw new ArgumentError(`${site.op} needs a function, task(…) or moduleTask(…), not ${got}`);
}

function shipFunction(fn: SourceFunction, site: Site): Omit<ShippedTask, "id"> {
  return { name: nameOf(fn), body: bodyOf(fn, [], site), captures: null };
}

function shipCaptured(form: CapturedForm, site: Site): Omit<ShippedTask, "id"> {
  const { fn, captures } = form;
  return { name: nameOf(fn), body: bodyOf(fn, Object.keys(captures), site), captures: packCaptures(form, site, shipTask) };
}

/** An export of framepool goes by its name, which may use all of its module; any other function as its source. */
function bodyOf(fn: SourceFunction, captures: readonly string[], { op, file }: Site): SourceBody | ModuleBody {
  const place = exportOf(fn);
  return place === undefined ? sourceBody({ op, fn, label: fn.name, capturedBy: null, captures, file }) : { kind: "module", ...place, context: false };
}

function shipModule({ url, name }: ModuleForm, { op }: Site): Omit<ShippedTask, "id"> {
  const body: ModuleBody = { kind: "module", url: existingFile(url, op, name), name, context: true, required: false };
  return { name, body, captures: null };
}

const COMPILED: Readonly<Record<string, string>> = { ".ts": ".js", ".mts": ".mjs", ".cts": ".cjs", ".tsx": ".jsx" };

/**
 * The module's file. A script that runs as `.ts` under a loader and is published as `.js` names one of the two, and a URL,
 * unlike an import, is not rewritten by anybody: where only the other is there, it is meant.
 */
function existingFile(url: string, op: string, name: string): string {
  if (!url.startsWith("file:")) return url;
  const candidates = [url];
  for (const [source, compiled] of Object.entries(COMPILED)) {
    if (url.endsWith(source)) candidates.push(url.slice(0, -source.length) + compiled);
    if (url.endsWith(compiled)) candidates.push(url.slice(0, -compiled.length) + source);
  }
  const found = candidates.find((each) => existsSync(fileURLToPath(each)));
  if (found !== undefined) return found;
  throw new CaptureError(`${op} cannot send ${JSON.stringify(name)} of ${fileURLToPath(url)} to a worker: there is no such file`, { variable: name, file: url });
}
