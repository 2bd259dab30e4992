import type { Series } from "@framepool/frame";
import type { RollingOptions } from "@framepool/frame/internal";
import { refuseMore, rollingWindows } from "@framepool/frame/internal";
import type { Shipped } from "@framepool/pool";
import { callSite, shipTask } from "@framepool/pool/internal";
import type { Step } from "../plan/plan.js";
import type { WindowVerb } from "../reductions/windows.js";
import { OF_WINDOW_FUNCTION } from "./arguments-taken.js";
import type { PipelineColumn } from "./PipelineColumn.js";
import { checkCalls } from "./whole-calls.js";
import { WindowVerbs } from "./WindowVerbs.js";

type Numbers = PipelineColumn<number | null>;

/**
 * Windows of the rows of one column, whatever the partitions: the column comes to the main thread, and each part goes to
 * a worker with the rows beside it that its windows reach to. What is made of them is float64, missing where a window has
 * too few values.
 */
export class PipelineWindows<T> extends WindowVerbs<Numbers> {
  static {
    refuseMore(this, OF_WINDOW_FUNCTION);
  }

  readonly #with: (step: Step) => Numbers;
  readonly #n: number;
  readonly #options: RollingOptions;

  /** Made by `pipe.col(name).rolling(n)`. Throws ArgumentError for windows that there are not. */
  constructor(withStep: (step: Step) => Numbers, n: number, options: RollingOptions) {
    super();
    rollingWindows(n, options);
    this.#with = withStep;
    this.#n = n;
    this.#options = options;
  }

  /**
   * What a function makes of each window that has enough values, given as a Series: called once a row.
   *
   * @throws CaptureError at once, if `fn` cannot travel
   * @example
   * import { parallel, DataFrame } from "framepool";
   *
   * const fares = parallel(new DataFrame({ fare: [1, 4, 2, 8] }), { partitions: 2 }).col("fare");
   * (await fares.rolling(2).apply((window) => window.max() - window.min()).collect()).toList(); // → [ null, 3, 2, 6 ]
   */
  apply(fn: Shipped<[window: Series<T>], number | null>): Numbers {
    return this.#with({ op: "rolling", call: "rolling", n: this.#n, options: this.#options, verb: "apply", args: [], tasks: [shipTask(fn, { op: "rolling().apply", file: callSite(this.apply) })] });
  }

  protected override verb(verb: Exclude<WindowVerb, "apply">, ...args: readonly unknown[]): Numbers {
    checkCalls([{ verb: "rolling", args: [this.#n, this.#options] }, { verb, args }]);
    return this.#with({ op: "rolling", call: "rolling", n: this.#n, options: this.#options, verb, args, tasks: [] });
  }
}
