import { ArgumentError } from "@framepool/errors";
import type { Cell } from "@framepool/frame";
import { aggregateNamed, aggregateNameOf, checkByColumn, isAggFunction, isCustom, shown, type AggFunction, type AggSpecOf, type Aggfunc, type CustomAggregate, type Series } from "@framepool/frame/internal";
import type { Shipped, Task } from "@framepool/pool";
import { formOf, shipTask, type ShippedTask } from "@framepool/pool/internal";
import { nameOf, type AggregatePlan, type SeriesPlan, type SpecsPlan } from "./aggregates.js";

/** How a column becomes one cell a group: what the frame's `agg` takes, or a task with the function of the group's Series. */
export type GroupAggfunc = Aggfunc | Task<[series: Series], Cell | undefined>;
/** What `groupby(keys).agg` takes for one column of the result, or of the frame. */
export type GroupAggSpec = AggSpecOf | GroupAggfunc | readonly GroupAggfunc[] | { readonly column: string; readonly aggfunc: GroupAggfunc };
/** What `groupby(keys).agg` takes. */
export type GroupAggSpecs = GroupAggfunc | readonly GroupAggfunc[] | { readonly [column: string]: GroupAggSpec };

/** What messages call the call, and where it stands. */
export interface CallSite {
  readonly op: string;
  readonly file: string | null;
}

/**
 * What `agg` is given, as data; users' own functions are made ready to travel. Throws CaptureError for one that cannot,
 * ArgumentError for what is no aggregate.
 */
export function planSpecs(specs: GroupAggSpecs, site: CallSite): SpecsPlan<AggregatePlan | SeriesPlan> {
  const listing = new Listing(site);
  if (isAggfunc(specs)) return listing.plan({ places: [listing.place(specs)], isList: false }, []);
  if (isList(specs)) return listing.plan({ places: specs.map((each) => listing.place(each)), isList: true }, []);
  checkByColumn(site.op, "specs", specs);
  const columns = Object.entries(specs).flatMap(([name, spec]) => {
    if (isAggfunc(spec)) return [{ name, column: name, place: listing.place(spec) }];
    if (isList(spec)) {
      if (spec.filter((each) => functionName(each) === "custom").length > 1) throw new ArgumentError(`${site.op}: several functions of column "${name}" have no name, so that their columns would have one; write { highest: { column: "${name}", aggfunc: fn } }, or functions with names`);
      return spec.map((each) => {
        const place = listing.place(each);
        return { name: `${name}_${nameOf(listing.aggregates[place]!)}`, column: name, place };
      });
    }
    if (typeof spec === "object" && "column" in spec && "aggfunc" in spec) return [{ name, column: spec.column, place: listing.place(spec.aggfunc) }];
    throw new ArgumentError(`${site.op}: "${name}" is given ${shown(spec)}; give an aggregate, a list of them, or { column, aggfunc }`);
  });
  return listing.plan(null, columns);
}

/** What an aggregate is called where nobody has named it. */
export function functionName(aggfunc: GroupAggfunc): string {
  const form = formOf(aggfunc);
  return aggregateNameOf((form !== undefined && "fn" in form ? form.fn : aggfunc) as AggFunction);
}

/** Whether it is one aggregate, and no list or object of them. */
export function isAggfunc(spec: unknown): spec is GroupAggfunc {
  return isAggFunction(spec) || formOf(spec) !== undefined;
}

function isList(specs: GroupAggSpec | GroupAggSpecs): specs is readonly GroupAggfunc[] {
  return Array.isArray(specs);
}

/** The aggregates of a call, each once. */
class Listing {
  readonly aggregates: (AggregatePlan | SeriesPlan)[] = [];
  readonly #tasks: ShippedTask[] = [];
  readonly #site: CallSite;

  constructor(site: CallSite) {
    this.#site = site;
  }

  plan(each: SpecsPlan["each"], columns: SpecsPlan["columns"]): SpecsPlan<AggregatePlan | SeriesPlan> {
    return { aggregates: this.aggregates, tasks: this.#tasks, each, columns };
  }

  place(aggfunc: GroupAggfunc): number {
    const found = this.aggregates.findIndex((known) => known.of === "name" && known.name === aggfunc);
    return found >= 0 ? found : this.aggregates.push(this.#planned(aggfunc)) - 1;
  }

  #planned(aggfunc: GroupAggfunc): AggregatePlan | SeriesPlan {
    if (typeof aggfunc === "string") {
      aggregateNamed(aggfunc, this.#site.op); // throws for a name that there is not
      return { of: "name", name: aggfunc };
    }
    if (isCustom(aggfunc)) return this.#custom(aggfunc);
    if (isAggfunc(aggfunc)) return this.#series(aggfunc as Shipped<[series: Series], Cell | undefined>);
    throw new ArgumentError(`${this.#site.op}: ${shown(aggfunc)} is no aggregate; give a name, a function of the group's Series, or { init, add, merge, finish }`);
  }

  #series(fn: Shipped<[series: Series], Cell | undefined>): SeriesPlan {
    const task = shipTask(fn, this.#site);
    return { of: "series", name: functionName(fn), first: this.#tasks.push(task) - 1 };
  }

  #custom(aggfunc: CustomAggregate): AggregatePlan {
    const first = this.#tasks.length;
    for (const part of ["init", "add", "merge", "finish"] as const) this.#tasks.push(shipTask(aggfunc[part], this.#site));
    return { of: "custom", name: "custom", first };
  }
}
