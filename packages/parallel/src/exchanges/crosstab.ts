import { crosstab as tabulate, type AggregateName, type CrosstabOptions } from "@framepool/frame/internal";
import type { Exchange } from "./exchange.js";

/** `crosstab(index, columns, options)`: columns by name. */
export interface CrosstabStep {
  readonly op: "crosstab";
  readonly index: readonly string[];
  readonly columns: readonly string[];
  readonly options: CrosstabOptions & { readonly values?: string; readonly aggfunc?: AggregateName };
}

/** It is done here, in one piece. */
export const crosstab: Exchange<CrosstabStep> = {
  memory: "these columns",
  run({ frame }, { index, columns, options: { values, ...options } }) {
    const [rows, across] = [index, columns].map((names) => names.map((name) => frame.col(name)));
    return tabulate(rows!, across!, values === undefined ? options : { ...options, values: frame.col(values) });
  },
};
