import { ArgumentError } from "@framepool/errors";
import { runChunk } from "./ChunkRun.js";
import type { PoolCall } from "./PoolCall.js";

/** Makes one call with these arguments. */
export function runOne(call: PoolCall, args: readonly unknown[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    runChunk(call, [args], 0, ({ values, errors }) => {
      call.scope.end();
      if (errors === null) resolve(values[0]);
      else reject(errors.get(0));
    });
  });
}

/** Throws unless `args` are arguments of a call. */
export function checkArgs(args: unknown, op: string): void {
  if (!Array.isArray(args)) throw new ArgumentError(`${op} takes its arguments as an array: ${op}(fn, [a, b])`);
}
