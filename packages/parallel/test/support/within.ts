import { expect } from "vitest";

/** What `work` comes to, which must be in less than so many ms. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const started = performance.now();
  try {
    return await work;
  } finally {
    expect(performance.now() - started).toBeLessThan(ms);
  }
}
