import type { ExchangeStep } from "../plan.js";
import type { Exchange } from "./exchange.js";
import { groupApply } from "./groupby-apply.js";
import { groupTransform } from "./groupby-transform.js";
import { rolling } from "./rolling.js";

const EXCHANGES: Readonly<Record<string, unknown>> = { "groupby.apply": groupApply, "groupby.transform": groupTransform, rolling } satisfies { readonly [Step in ExchangeStep as Step["op"]]: Exchange<Step> };

export function isExchange(step: { readonly op: string }): step is ExchangeStep {
  return Object.hasOwn(EXCHANGES, step.op);
}

export function exchangeOf<Step extends ExchangeStep>({ op }: Step): Exchange<Step> {
  return EXCHANGES[op] as Exchange<Step>;
}
