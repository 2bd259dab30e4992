import type { Call } from "../plan/calls.js";
import type { Halo } from "../plan/halo.js";
import type { Edges } from "../reductions/edges.js";
import type { Statistic } from "./statistic.js";

/** A verb that gives each cell a value of a few cells around it in its column. */
export interface NeighboursStep {
  readonly op: "neighbours";
  readonly call: string;
  /** of a column, which stays one */
  readonly ofSeries: boolean;
  readonly how: Call;
  readonly halo: Halo;
}

/** The rows at the edges of all parts first: each part then has those beside it. */
export const neighbours: Statistic<NeighboursStep, Edges> = {
  needs: ({ call, halo }) => ({ op: "edges", call, halo }),
  then: ({ call, ofSeries, how }, found) => ({ op: "beside", call, ofSeries, how, edges: found! }),
};
