import { AbortError } from "@framepool/errors";
import { onAbort } from "@framepool/pool/internal";
import type { OpenSource } from "../sources/source.js";

/** What a run ends with that was cancelled. */
export function cancelled(signal: AbortSignal): AbortError {
  return new AbortError("the run was cancelled", { cause: signal.reason });
}

/** What a promise gives, unless the run is cancelled before. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  let unlisten = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    unlisten = onAbort(signal, () => reject(cancelled(signal)));
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    unlisten();
  }
}

/** What is opened, unless the run is cancelled before: then it is closed when it is there. */
export async function orAborted(opening: Promise<OpenSource>, signal: AbortSignal | undefined): Promise<OpenSource> {
  try {
    return await unlessAborted(opening, signal);
  } catch (error) {
    void opening.then((opened) => Promise.all([opened.rejects?.abort(), opened.close()])).catch(() => undefined);
    throw error;
  }
}
