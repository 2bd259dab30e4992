import type { Step } from "../plan/plan.js";
import { accessorStep } from "./accessor-step.js";
import type { Pipeline } from "./Pipeline.js";

// Keys of what methods call of accessors of any cells; not part of the public contract.
export const VERB: unique symbol = Symbol("framepool.verb");
export const FRAME: unique symbol = Symbol("framepool.frame");
export const PIPELINE: unique symbol = Symbol("framepool.pipeline");

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
  [VERB]<C>(verb: string, ...args: readonly unknown[]): C {
    return this.#column([accessorStep(this.#of, verb, args)]) as C;
  }

  /** A method that gives several. */
  [FRAME]<S>(verb: string, ...args: readonly unknown[]): Pipeline<S> {
    return this[PIPELINE]([accessorStep(this.#of, verb, args)]);
  }

  /** Several columns, by steps of another kind. */
  [PIPELINE]<S>(steps: readonly Step[]): Pipeline<S> {
    return this.#frame(steps) as Pipeline<S>;
  }
}
