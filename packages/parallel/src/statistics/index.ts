import type { StatisticStep } from "../plan/plan.js";
import { getDummies } from "./get-dummies.js";
import { neighbours } from "./neighbours.js";
import type { Statistic } from "./statistic.js";

const STATISTICS: Readonly<Record<string, unknown>> = { getDummies, neighbours } satisfies { readonly [Step in StatisticStep as Step["op"]]: Statistic<Step> };

export function isStatistic(step: { readonly op: string }): step is StatisticStep {
  return Object.hasOwn(STATISTICS, step.op);
}

export function statisticOf<Step extends StatisticStep>({ op }: Step): Statistic<Step> {
  return STATISTICS[op] as Statistic<Step>;
}
