/** Where a partition stands among some, rising: the first that is it, or comes behind it. */
export function placeAt(places: readonly { readonly partition: number }[], partition: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]!.partition < partition) low = middle + 1;
    else high = middle;
  }
  return low;
}
