// The jobs of a pool that runs one task a call: all at once, as their manuals have it, and the start until every worker
// has given a first result.

const all = (pool, rows) => Promise.all(Array.from({ length: rows }, (_, n) => pool.run(n)));

/** `load(workers)` imports the library, and gives what opens a pool: `{ run(n), end() }`. */
export function poolJobs(load) {
  return {
    async "tasks-one"({ rows, workers }) {
      const pool = (await load(workers))();
      await all(pool, workers);
      return { step: () => all(pool, rows), column: (results) => results, end: () => pool.end() };
    },
    async start({ workers }) {
      const open = await load(workers);
      let pool;
      return {
        step() {
          pool = open();
          return all(pool, workers);
        },
        column: (results) => results,
        after: () => pool.end(),
      };
    },
  };
}
