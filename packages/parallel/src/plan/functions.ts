import { loadTask, type ShippedTask, type TaskContext } from "@framepool/pool/worker-side";
import type { Step } from "./plan.js";

/** A user's function where it is called: with its captures and context behind its arguments. */
export type BoundFunction = (...args: readonly unknown[]) => unknown;

/** The functions of a step, by the task that each was sent as. */
export type Functions = (task: ShippedTask) => BoundFunction;

/** The user's functions in a step: one as its `task`, several as its `tasks`. */
export function tasksOf(step: Step): readonly ShippedTask[] {
  if ("task" in step) return [step.task];
  return "tasks" in step ? step.tasks : [];
}

/** Loads the functions of a step, here. */
export async function functionsOf(step: Step, context: TaskContext): Promise<Functions> {
  const bound = new Map<string, BoundFunction>();
  for (const task of tasksOf(step)) bound.set(task.id, (await loadTask(task)).bind(context));
  return ({ id }) => bound.get(id)!;
}
