import { ArgumentError } from "@framepool/errors";
import { aggregateNamed, isAggFunction, isCustom, type AggFunction, type AggSpec, type AggSpecs, type CustomAggregate } from "@framepool/frame/internal";
import { shipTask, type ShippedTask } from "@framepool/pool/internal";
import { nameOf, type AggregatePlan, type SpecsPlan } from "./aggregates.js";

/** What messages call the call, and where it stands. */
export interface CallSite {
  readonly op: string;
  readonly file: string | null;
}

/**
 * What `agg` is given, as data; the functions of users' own aggregates are made ready to travel. Throws CaptureError for
 * one that cannot, ArgumentError for what is no aggregate.
 */
export function planSpecs(specs: AggSpecs, site: CallSite): SpecsPlan {
  const listing = new Listing(site);
  if (isAggFunction(specs)) return listing.plan({ places: [listing.place(specs, "")], isList: false }, []);
  if (isList(specs)) return listing.plan({ places: specs.map((each) => listing.place(each, "")), isList: true }, []);
  const columns = Object.entries(specs).flatMap(([name, spec]) => {
    if (isAggFunction(spec)) return [{ name, column: name, place: listing.place(spec, name) }];
    if (isList(spec)) {
      return spec.map((each) => {
        const place = listing.place(each, name);
        return { name: `${name}_${nameOf(listing.aggregates[place]!)}`, column: name, place };
      });
    }
    if (typeof spec === "object" && "column" in spec && "aggfunc" in spec) return [{ name, column: spec.column, place: listing.place(spec.aggfunc, name) }];
    throw new ArgumentError(`${site.op}: "${name}" is given ${JSON.stringify(spec)}; give an aggregate, a list of them, or { column, aggfunc }`);
  });
  return listing.plan(null, columns);
}

function isList(specs: AggSpec | AggSpecs): specs is readonly AggFunction[] {
  return Array.isArray(specs);
}

/** The aggregates of a call, each once. */
class Listing {
  readonly aggregates: AggregatePlan[] = [];
  readonly #tasks: ShippedTask[] = [];
  readonly #site: CallSite;

  constructor(site: CallSite) {
    this.#site = site;
  }

  plan(each: SpecsPlan["each"], columns: SpecsPlan["columns"]): SpecsPlan {
    return { aggregates: this.aggregates, tasks: this.#tasks, each, columns };
  }

  place(aggfunc: AggFunction, column: string): number {
    const found = this.aggregates.findIndex((known) => known.of === "name" && known.name === aggfunc);
    return found >= 0 ? found : this.aggregates.push(this.#planned(aggfunc, column)) - 1;
  }

  #planned(aggfunc: AggFunction, column: string): AggregatePlan {
    if (typeof aggfunc === "string") {
      aggregateNamed(aggfunc); // throws for a name that there is not
      return { of: "name", name: aggfunc };
    }
    if (typeof aggfunc === "function") throw new ArgumentError(`${this.#site.op}: ${column === "" ? "the columns are" : `"${column}" is`} given a function of a whole Series, which no part has; give a name, or an aggregate in parts, { init, add, merge, finish }`);
    if (!isCustom(aggfunc)) throw new ArgumentError(`${this.#site.op}: ${JSON.stringify(aggfunc)} is no aggregate; give a name, or { init, add, merge, finish }`);
    return this.#custom(aggfunc);
  }

  #custom(aggfunc: CustomAggregate): AggregatePlan {
    const first = this.#tasks.length;
    for (const part of ["init", "add", "merge", "finish"] as const) this.#tasks.push(shipTask(aggfunc[part], this.#site));
    return { of: "custom", name: "custom", first };
  }
}
