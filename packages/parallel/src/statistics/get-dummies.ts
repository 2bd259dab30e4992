import type { DummyOptions } from "@framepool/frame";
import type { Categories } from "../reductions/categories.js";
import type { Statistic } from "./statistic.js";

/** `getDummies(columns, options)`. */
export interface GetDummiesStep {
  readonly op: "getDummies";
  readonly columns: readonly string[] | null;
  readonly options: DummyOptions;
}

/** The values of all rows first, so that every part has the same columns. */
export const getDummies: Statistic<GetDummiesStep, readonly Categories[]> = {
  needs: ({ columns }) => ({ op: "categories", call: "getDummies", columns }),
  then: ({ options }, found) => ({ op: "dummies", call: "getDummies", columns: found!, options }),
};
