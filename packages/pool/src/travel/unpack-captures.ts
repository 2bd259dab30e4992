import { thaw } from "../values/freeze.js";
import { contextWithoutItem } from "./context-without-item.js";
import { loadBody } from "./load-body.js";
import type { LoadedTask, ShippedCaptures, ShippedTask } from "./shipped.js";

const made = new Map<string, Promise<unknown>>();

/** The captures as the function gets them. Its mirror is captures.ts. */
export async function unpackCaptures(captures: ShippedCaptures, load: (task: ShippedTask) => Promise<LoadedTask>): Promise<Readonly<Record<string, unknown>>> {
  const given = (await thaw(captures)) as Record<string, unknown>;
  for (const { name, body } of captures.code) define(given, name, await loadBody(body));
  for (const { name, task } of captures.once) define(given, name, await makeOnce(task, load));
  return given;
}

// The name may be "__proto__".
function define(given: object, name: string, value: unknown): void {
  Object.defineProperty(given, name, { value, enumerable: true, configurable: true, writable: true });
}

/** A `perWorker` value: made when the first task needs it, and kept for all of them. One that failed is tried again. */
function makeOnce(task: ShippedTask, load: (task: ShippedTask) => Promise<LoadedTask>): Promise<unknown> {
  const known = made.get(task.id);
  if (known !== undefined) return known;
  const making = load(task).then((loaded) => loaded.bind(contextWithoutItem(""))());
  made.set(task.id, making);
  making.catch(() => made.delete(task.id));
  return making;
}
