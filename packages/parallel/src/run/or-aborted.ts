import { AbortError } from "@framepool/errors";
import type { OpenSource } from "../sources/source.js";

/** What is opened, unless the run is cancelled before: then it is closed when it is there. */
export async function orAborted(opening: Promise<OpenSource>, signal: AbortSignal | undefined): Promise<OpenSource> {
  if (signal === undefined) return opening;
  const listening = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    const cancel = () => reject(new AbortError("the run was cancelled", { cause: signal.reason }));
    if (signal.aborted) cancel();
    else signal.addEventListener("abort", cancel, { once: true, signal: listening.signal });
  });
  try {
    return await Promise.race([opening, aborted]);
  } catch (error) {
    void opening.then((opened) => Promise.all([opened.rejects?.abort(), opened.close()])).catch(() => undefined);
    throw error;
  } finally {
    listening.abort();
  }
}
