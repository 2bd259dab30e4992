/** The same promise; a failure that nobody reads is no unhandled rejection. */
export function quiet<T>(result: Promise<T>): Promise<T> {
  result.catch(() => undefined);
  return result;
}
