import type { Step } from "../plan/plan.js";
import { accessorStep } from "./accessor-step.js";
import type { Pipeline } from "./Pipeline.js";

/** What `str` and `dt` of a pipeline's column have in common: a method is a step that is done part by part. */
export abstract class Accessor<out T> {
  /** The cells that it is of: for types alone, nothing is there. */
  protected declare readonly cells?: T;
  readonly #of: "str" | "dt";
  readonly #column: (steps: readonly Step[]) => unknown;
  readonly #frame: (steps: readonly Step[]) => unknown;

  constructor(of: "str" | "dt", column: (steps: readonly Step[]) => unknown, frame: (steps: readonly Step[]) => unknown) {
    this.#of = of;
    this.#column = column;
    this.#frame = frame;
  }

  /** A method that gives a column. */
  protected verb<C>(verb: string, ...args: readonly unknown[]): C {
    return this.#column([accessorStep(this.#of, verb, args)]) as C;
  }

  /** A method that gives several. */
  protected frame<S>(verb: string, ...args: readonly unknown[]): Pipeline<S> {
    return this.pipelineOf([accessorStep(this.#of, verb, args)]);
  }

  /** Several columns, by steps of another kind. */
  protected pipelineOf<S>(steps: readonly Step[]): Pipeline<S> {
    return this.#frame(steps) as Pipeline<S>;
  }
}
