import type { ShippedTask } from "../travel/shipped.js";

/** A task with its captured bytes in memory of its own: shared memory does not reach another process. */
export function unshareTask(task: ShippedTask): ShippedTask {
  const { captures } = task;
  if (captures === null) return task;
  const once = captures.once.map((each) => ({ ...each, task: unshareTask(each.task) }));
  // A slice of shared memory is a copy that is not shared.
  const bytes = captures.bytes.buffer instanceof SharedArrayBuffer ? captures.bytes.slice() : captures.bytes;
  return { ...task, captures: { ...captures, bytes, once } };
}
