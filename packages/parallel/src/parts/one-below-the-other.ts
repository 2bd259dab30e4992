/** Numbers of rows of several lists in one. */
export function oneBelowTheOther(lists: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(lists.reduce((total, { length }) => total + length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all;
}
