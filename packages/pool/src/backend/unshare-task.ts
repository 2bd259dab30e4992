import type { ShippedCaptures, ShippedTask } from "../travel/shipped.js";
import { freezeApart, thaw } from "../values/freeze.js";
import { unshared } from "../values/views.js";

/** A task with what it captured in memory of its own: shared memory does not reach another process. */
export function unshareTask(task: ShippedTask): ShippedTask {
  const { captures } = task;
  if (captures === null) return task;
  const once = captures.once.map((each) => ({ ...each, task: unshareTask(each.task) }));
  return { ...task, captures: { ...captures, ...apart(captures), once } };
}

function apart(captures: ShippedCaptures): Pick<ShippedCaptures, "bytes" | "shared"> {
  const { bytes, shared, refusal } = captures;
  // What is shared is the memory of frames, of which a slice shows little: they are written again, as what they show.
  const value = shared.length > 0 && refusal === null ? thaw(captures) : null;
  if (value !== null && !(value instanceof Promise)) return freezeApart(value, { path: "captures" });
  // A slice of a view of shared memory is a copy that is not shared.
  return { bytes: bytes.buffer instanceof SharedArrayBuffer ? bytes.slice() : bytes, shared: shared.map((buffer) => (buffer instanceof SharedArrayBuffer ? unshared(buffer) : buffer)) };
}
