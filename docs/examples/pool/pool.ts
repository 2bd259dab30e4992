// The same work on four workers: three seconds, and the results in the order of the values.
import { Pool, task } from "framepool";

const workFunc = task({}, async (x: number, _captures, ctx) => {
  console.log(`value ${x} is in ${ctx.worker}`);
  await new Promise((done) => setTimeout(done, 1000));
  return x ** 5;
});

const start = performance.now();
await using pool = new Pool(4);
console.log(await pool.map(workFunc, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]));
console.log("***run time(sec) :", Math.floor((performance.now() - start) / 1000));
