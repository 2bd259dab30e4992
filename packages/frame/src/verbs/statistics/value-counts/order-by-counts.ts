import { countColumn } from "../../../aggregates/results.js";
import { orderByKeys } from "../../sort/order-by-keys.js";
import { rowNumbers } from "../../sort/row-numbers.js";
import { sortKeys } from "../../sort/sort-keys.js";

/** Counts up to so many have a place each. */
const MOST_PLACES = 2 ** 16;

/** Rows by how often each is there; of those that are there as often the first of `known`, an order of all (null: as they are), comes first. */
export function orderByCounts(counts: Float64Array, known: Int32Array | null, ascending: boolean): Int32Array {
  let most = 0;
  for (let row = 0; row < counts.length; row++) if (counts[row]! > most) most = counts[row]!;
  if (most < MOST_PLACES) return orderByPlaces(counts, known, ascending, most);
  return orderByKeys(known ?? rowNumbers(counts.length), sortKeys(countColumn("count", counts), "valueCounts"), ascending, "last");
}

function orderByPlaces(counts: Float64Array, known: Int32Array | null, ascending: boolean, most: number): Int32Array {
  const places = new Int32Array(most + 2);
  // How many rows have each count, a place further on; then where the first of them goes.
  for (let row = 0; row < counts.length; row++) places[(ascending ? counts[row]! : most - counts[row]!) + 1]!++;
  for (let place = 0; place <= most; place++) places[place + 1]! += places[place]!;
  const order = new Int32Array(counts.length);
  for (let i = 0; i < order.length; i++) {
    const row = known === null ? i : known[i]!;
    order[places[ascending ? counts[row]! : most - counts[row]!]!++] = row;
  }
  return order;
}
