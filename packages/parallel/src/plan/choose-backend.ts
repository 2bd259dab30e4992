import { ArgumentError } from "@framepool/errors";
import { cpuCount, type Pool } from "@framepool/pool";
import { crewOf } from "@framepool/pool/internal";
import { atLeastOne } from "../parts/partition.js";

export type BackendName = "threads" | "inline";

/** Where the partitions run, and why: it stands in the report. */
export interface BackendChoice {
  readonly backend: BackendName;
  readonly workers: number;
  readonly reason: string;
}

/** What the choice depends on. */
export interface BackendOptions {
  readonly workers?: number | undefined;
  readonly backend?: BackendName | "auto" | undefined;
  readonly timeout?: number | undefined;
  readonly memoryLimit?: number | string | undefined;
  readonly resourceLimits?: object | undefined;
  readonly initializer?: unknown;
  readonly pool?: Pool | undefined;
}

const INLINE_ROWS = 50_000;
const INLINE_BYTES = 4 * 1024 * 1024;

/**
 * `backend: "auto"` decides before any call and by size alone: in line below 50,000 rows and 4 MiB, threads above; an
 * explicit `workers` is obeyed. `rows` or `bytes` is null where the source does not know it beforehand. `ownModule`, asked
 * last: whether a step imports the script that runs.
 */
export function chooseBackend(size: { rows: number | null; bytes: number | null }, options: BackendOptions, ownModule: () => boolean = () => false): BackendChoice {
  const { workers, backend = "auto", pool } = options;
  const crew = pool === undefined ? null : crewOf(pool);
  if (crew !== null) return { backend: crew.kind === "inline" ? "inline" : "threads", workers: crew.size, reason: "those of the pool that was given" };
  const count = workers === undefined ? cpuCount() : atLeastOne("workers", workers);
  switch (backend) {
    case "inline":
      if (options.timeout !== undefined) throw new ArgumentError('backend "inline" cannot keep a timeout: nothing can end a function there; give backend: "threads"');
      return { backend, workers: 1, reason: "asked for" };
    case "threads": return { backend, workers: count, reason: "asked for" };
    case "auto": break;
    default: throw new ArgumentError(`backend is ${JSON.stringify(backend)}; it must be "auto", "threads" or "inline"`);
  }
  if (workers !== undefined) return { backend: "threads", workers: count, reason: `workers: ${String(workers)} was asked for` };
  const bound = (["timeout", "memoryLimit", "resourceLimits"] as const).find((name) => options[name] !== undefined);
  if (options.initializer !== undefined) return { backend: "threads", workers: count, reason: "there is an initializer, which is for workers" };
  if (bound !== undefined) return { backend: "threads", workers: count, reason: `${bound} can be kept by threads only` };
  const { rows, bytes } = size;
  const small = (rows === null || rows < INLINE_ROWS) && bytes !== null && bytes < INLINE_BYTES;
  const measured = `${rows === null ? "" : `${String(rows)} rows, `}${bytes === null ? "size not known" : `${String(bytes)} bytes`}`;
  if (small && ownModule()) return { backend: "threads", workers: count, reason: "a module task of the running script, which cannot be imported in line before it ends" };
  return small
    ? { backend: "inline", workers: 1, reason: `small (${measured}): below ${String(INLINE_ROWS)} rows and 4 MiB` }
    : { backend: "threads", workers: count, reason: `large (${measured}): not below ${String(INLINE_ROWS)} rows and 4 MiB` };
}
