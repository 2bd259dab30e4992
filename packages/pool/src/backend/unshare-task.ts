import type { ShippedTask } from "../travel/shipped.js";
import { unshared } from "../values/views.js";

/** A task with what it captured in memory of its own: shared memory does not reach another process. */
export function unshareTask(task: ShippedTask): ShippedTask {
  const { captures } = task;
  if (captures === null) return task;
  const once = captures.once.map((each) => ({ ...each, task: unshareTask(each.task) }));
  // A slice of a view of shared memory is a copy that is not shared.
  const bytes = captures.bytes.buffer instanceof SharedArrayBuffer ? captures.bytes.slice() : captures.bytes;
  const shared = captures.shared.map((buffer) => (buffer instanceof SharedArrayBuffer ? unshared(buffer) : buffer));
  return { ...task, captures: { ...captures, bytes, shared, once } };
}
