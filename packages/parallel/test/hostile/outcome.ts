import { ParallelError } from "@framepool/errors";

/** What an attempt came to: a value, or an error of ours. Anything else is a fault of ours, and thrown with what was tried. */
export async function outcomeOf<T>(what: string, attempt: () => Promise<T>): Promise<{ readonly value: T } | { readonly error: ParallelError }> {
  try {
    return { value: await attempt() };
  } catch (error) {
    if (error instanceof ParallelError) return { error };
    throw new Error(`${what}: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`, { cause: error });
  }
}
