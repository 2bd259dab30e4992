import { loadBody } from "./load-body.js";
import type { LoadedTask, ShippedTask } from "./shipped.js";
import { unpackCaptures } from "./unpack-captures.js";

/** Tasks that stay loaded; the oldest goes when there are more, and is loaded again if it comes again. */
const CAPACITY = 256;
const tasks = new Map<string, Promise<LoadedTask>>();

/**
 * Makes a task callable in this isolate: compiles or imports its function, unpacks what it captured, makes its `perWorker`
 * values. Each task once; one that failed is tried again when it comes again. Rejects with CaptureError if a module or
 * export is not what the task says, and with whatever a `perWorker` function throws.
 */
export function loadTask(shipped: ShippedTask): Promise<LoadedTask> {
  const known = tasks.get(shipped.id);
  if (known !== undefined) return known;
  const [oldest] = tasks.keys();
  if (tasks.size >= CAPACITY && oldest !== undefined) tasks.delete(oldest);
  const loading = load(shipped);
  tasks.set(shipped.id, loading);
  loading.catch(() => tasks.delete(shipped.id));
  return loading;
}

async function load({ name, body, captures }: ShippedTask): Promise<LoadedTask> {
  const fn = await loadBody(body);
  if (captures !== null) {
    const given = await unpackCaptures(captures, loadTask);
    // The usual call has one argument; a spread costs more than a small function.
    return { name, bind: (ctx) => (...args) => (args.length === 1 ? fn(args[0], given, ctx) : fn(...args, given, ctx)) };
  }
  if (body.kind === "module" && body.context) return { name, bind: (ctx) => (...args) => (args.length === 1 ? fn(args[0], ctx) : fn(...args, ctx)) };
  return { name, bind: () => fn };
}
