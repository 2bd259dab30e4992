// One operating-system process for each call: nine process ids.
import { Process } from "framepool";

function workFunc(x: number): number {
  console.log(`value ${x} is in PID : ${process.pid}`);
  return x ** 5;
}

const processes: Process[] = [];
for (let num = 1; num < 10; num++) {
  const proc = new Process({ target: workFunc, args: [num] });
  processes.push(proc);
  proc.start();
}
for (const proc of processes) await proc.join();
console.log("exit codes :", processes.map(({ exitcode }) => exitcode).join(" "));
