// Twelve values, one process: twelve seconds.
async function workFunc(x: number): Promise<number> {
  console.log(`value ${x} is in the main thread`);
  await new Promise((done) => setTimeout(done, 1000));
  return x ** 5;
}

const start = performance.now();
const results: number[] = [];
for (let x = 0; x < 12; x++) results.push(await workFunc(x));
console.log(results);
console.log("***run time(sec) :", Math.floor((performance.now() - start) / 1000));
