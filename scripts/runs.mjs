/** The share of a property's runs that `npm test` makes: seeds are new each time, so what one time misses others find. */
const SHARE = Number(process.env.RUNS || 1 / 3);

/** Of many cases that a loop goes through, `npm test` tries one in so many. */
export const ONE_IN = Math.max(1, Math.round(1 / SHARE));

/** How many cases a slow property is tried on: `all` with RUNS=1 in the environment, a third of them without. */
export function runs(/** @type {number} */ all) {
  return Math.max(1, Math.round(all * SHARE));
}
