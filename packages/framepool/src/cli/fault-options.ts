import type { PipelineOptions } from "@framepool/parallel";

/** Options of the command line for what may go wrong; their meanings are those of a pipeline's options. */
export interface FaultOptions {
  readonly onError?: "fail" | "skip" | "null" | "collect";
  /** where rows that are set aside go */
  readonly quarantine?: string;
  readonly maxErrors?: number;
  readonly timeout?: number;
  readonly retries?: number;
  readonly seed?: number;
  readonly memory?: string;
}

/** The same as options of a run. A file for rows that are set aside says that they are to be. */
export function faultOptions({ onError, quarantine, maxErrors, timeout, retries, seed, memory }: FaultOptions): PipelineOptions {
  const mode = onError ?? (quarantine === undefined ? undefined : "collect");
  return {
    ...(mode === undefined ? {} : { onError: mode }),
    ...(quarantine === undefined ? {} : { quarantine }),
    ...(maxErrors === undefined ? {} : { maxErrors }),
    ...(timeout === undefined ? {} : { timeout }),
    ...(retries === undefined ? {} : { retries }),
    ...(seed === undefined ? {} : { seed }),
    ...(memory === undefined ? {} : { memoryLimit: memory }),
  };
}
