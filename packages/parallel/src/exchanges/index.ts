import type { ExchangeStep } from "../plan/plan.js";
import type { Exchange } from "./exchange.js";
import { concatRows } from "./concat-rows.js";
import { crosstab } from "./crosstab.js";
import { groupAggSeries } from "./groupby-agg-series.js";
import { groupApply } from "./groupby-apply.js";
import { groupFilter } from "./groupby-filter.js";
import { groupTransform } from "./groupby-transform.js";
import { mergeRows } from "./merge-rows.js";
import { rolling } from "./rolling.js";
import { sortValues } from "./sort-values.js";
import { columnwise, whole } from "./whole.js";

const EXCHANGES: Readonly<Record<string, unknown>> = {
  "groupby.aggSeries": groupAggSeries,
  "groupby.apply": groupApply,
  "groupby.filter": groupFilter,
  "groupby.transform": groupTransform,
  crosstab,
  rolling,
  sortValues,
  "merge.rows": mergeRows,
  "concat.rows": concatRows,
  whole,
  columnwise,
} satisfies { readonly [Step in ExchangeStep as Step["op"]]: Exchange<Step> };

export function isExchange(step: { readonly op: string }): step is ExchangeStep {
  return Object.hasOwn(EXCHANGES, step.op);
}

/** What an exchange has to have in memory. */
export function memoryOf(op: ExchangeStep["op"]): string {
  return (EXCHANGES[op] as Exchange<unknown>).memory;
}

export function exchangeOf<Step extends ExchangeStep>({ op }: Step): Exchange<Step> {
  return EXCHANGES[op] as Exchange<Step>;
}
