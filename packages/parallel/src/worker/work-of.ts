import { task, type Shippable, type TaskContext } from "@framepool/pool";

/** What `Workers.map` takes: an export of ours, and what is sent to each worker once. */
export function workOf<T, C extends object, R>(fn: (item: T, captures: C, ctx: TaskContext) => R, captures: C): Shippable {
  return task(captures as never, fn as never);
}
