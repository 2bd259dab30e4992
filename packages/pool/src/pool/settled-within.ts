// Node runs a longer timer at once.
export const LONGEST = 2 ** 31 - 1;

/** Resolves to true when `work` has settled, either way, and to false if that takes longer than `timeout` ms. */
export function settledWithin(work: Promise<unknown>, timeout: number | undefined): Promise<boolean> {
  const settled = work.then(
    () => true,
    () => true,
  );
  if (timeout === undefined || timeout > LONGEST) return settled;
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), timeout);
    void settled.then(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
