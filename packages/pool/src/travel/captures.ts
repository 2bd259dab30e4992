import { CaptureError } from "@framepool/errors";
import { exportOf } from "../values/exports.js";
import { freeze } from "../values/freeze.js";
import { loadText } from "./advice.js";
import { type CapturedForm, formKind, formOf, type OnceForm } from "./forms.js";
import { moduleOfNode } from "./own-of-node.js";
import { roughSize } from "./rough-size.js";
import type { ModuleBody, ShippedCaptures, ShippedTask, SourceBody } from "./shipped.js";
import { sourceBody } from "./source-body.js";
import { cannotSend, nameOf, type Site, type SourceFunction } from "./subject.js";
import type { Shippable } from "./types.js";

/** Every worker waits for a copy of this much: worth a word. */
const LARGE = 1024 * 1024;

/** Captured values as they are now, ready for every worker. Its mirror is unpack-captures.ts. */
export function packCaptures({ captures, fn }: CapturedForm, site: Site, ship: (make: Shippable, site: Site) => ShippedTask): ShippedCaptures {
  const values: Record<string, unknown> = {};
  const code: { name: string; body: SourceBody | ModuleBody }[] = [];
  const once: { name: string; task: ShippedTask }[] = [];
  for (const [name, value] of Object.entries(captures)) {
    const form = formOf(value);
    const module = moduleOfNode(name, value);
    if (module !== null) throw moduleAsCapture(name, loadText(module), nameOf(fn), site);
    if (typeof value === "function") code.push({ name, body: codeBody(name, value as SourceFunction, fn, site) });
    // By definition: the name may be "__proto__".
    else if (form === undefined) Object.defineProperty(values, name, { value, enumerable: true });
    else if (formKind(form) === "once") once.push({ name, task: ship((form as OnceForm).make, { ...site, op: `${site.op}: perWorker` }) });
    else throw taskAsCapture(name, nameOf(fn), site);
  }
  const frozen = freeze(values, { path: "captures", fails: cannotSend({ op: site.op, label: fn.name, capturedBy: null }) });
  // What functions of our own packages have with them is no choice of the user's, and nobody could make it less.
  if (frozen.bytes.length > LARGE && exportOf(fn) === undefined) warnOfSize(values, frozen.bytes.length, nameOf(fn), site);
  return { ...frozen, code, once };
}

function codeBody(name: string, value: SourceFunction, task: SourceFunction, { op, file }: Site): SourceBody | ModuleBody {
  const place = exportOf(value);
  if (place !== undefined) return { kind: "module", ...place, context: false };
  return sourceBody({ op, fn: value, label: name, capturedBy: nameOf(task), captures: [], file });
}

function moduleAsCapture(name: string, load: string, task: string, { op, file }: Site): CaptureError {
  return new CaptureError(`${op} cannot send ${name}, a capture of ${task}, to a worker: it is a module. Let every worker import it:\n  task({ ${name}: perWorker(${load}) }, …)`, { variable: name, file });
}

function taskAsCapture(name: string, task: string, { op, file }: Site): CaptureError {
  return new CaptureError(`${op} cannot send ${name}, a capture of ${task}, to a worker: it is a task. Capture its function, or make a step of it`, { variable: name, file });
}

function warnOfSize(values: Readonly<Record<string, unknown>>, bytes: number, task: string, { op }: Site): void {
  let largest = "";
  let size = -1;
  for (const [name, value] of Object.entries(values)) {
    const each = roughSize(value);
    if (each > size) [largest, size] = [name, each];
  }
  process.emitWarning(
    `${op}: the captures of ${task} take ${(bytes / LARGE).toFixed(1)} MiB, most of it ${largest}, and every worker gets a copy. ` +
      `Let each worker read it for itself, ${largest}: perWorker(() => …), or keep it in a SharedArrayBuffer`,
    { type: "FramepoolWarning", code: "FRAMEPOOL_LARGE_CAPTURE" },
  );
}
