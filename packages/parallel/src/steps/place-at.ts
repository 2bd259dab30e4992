/** Where a partition stands among the numbers of some, rising: at the first that is it, or comes behind it. */
export function placeAt(partitions: Int32Array, partition: number): number {
  let [low, high] = [0, partitions.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (partitions[middle]! < partition) low = middle + 1;
    else high = middle;
  }
  return low;
}
