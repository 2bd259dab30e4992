import { inspect } from "node:util";
import { ArgumentError, TimeoutError, WorkerExitError, WorkerMemoryError } from "@framepool/errors";
import { loadTask } from "@framepool/pool/internal";
import type { ErrorPolicy } from "./policy.js";

/** Whether a partition did not come back: its worker is gone, or its time was over. */
export function isLost(error: unknown): boolean {
  return error instanceof TimeoutError || error instanceof WorkerExitError || error instanceof WorkerMemoryError;
}

/** Whether a lost partition is set aside. Which row did it nobody knows, so it cannot be left out alone. */
export async function isSetAside(error: unknown, { onError, ask }: ErrorPolicy): Promise<boolean> {
  if (ask === null) return onError === "collect";
  const loaded = await loadTask(ask);
  const verdict = loaded.bind({ worker: "main", partition: null, firstRow: null, random: Math.random, signal: new AbortController().signal })(error);
  if (verdict === "collect" || verdict === "fail") return verdict === "collect";
  throw new ArgumentError(`the function of onError gave ${inspect(verdict)} for a partition that was lost; it must give "fail" or "collect"`);
}
