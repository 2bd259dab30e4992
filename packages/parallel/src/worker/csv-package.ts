import { late } from "@framepool/errors";

let loaded: Promise<typeof import("@framepool/csv/internal")> | null = null;

/** The package of CSV, in a worker: only a run that reads or writes CSV loads it. Asked for with every part, so it is kept. */
export function csvPackage(): Promise<typeof import("@framepool/csv/internal")> {
  return (loaded ??= late(() => import("@framepool/csv/internal")));
}
