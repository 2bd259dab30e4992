import { LONGEST_TIMER } from "./timer.js";

/** Resolves to true when `work` has settled, either way, and to false if that takes longer than `timeout` ms. */
export function settledWithin(work: Promise<unknown>, timeout: number | undefined): Promise<boolean> {
  const settled = work.then(
    () => true,
    () => true,
  );
  if (timeout === undefined || timeout > LONGEST_TIMER) return settled;
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), timeout);
    void settled.then(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
