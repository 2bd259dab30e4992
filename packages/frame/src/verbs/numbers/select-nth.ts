/** Up to so many values are sorted. */
const FEW = 32;

/**
 * The value that would stand at `place` if the values were sorted; they are reordered so that none before it is
 * greater and none after it is less. Quickselect after Hoare, with the median of three as pivot; where that goes badly
 * what is left is sorted, so that no order of values takes quadratic time.
 */
export function select(values: Float64Array, place: number): number {
  let low = 0;
  let high = values.length - 1;
  let rounds = 2 * Math.ceil(Math.log2(values.length + 1));
  while (high - low > FEW && rounds-- > 0) {
    const pivot = medianOfThree(values[low]!, values[(low + high) >> 1]!, values[high]!);
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const swapped = values[i]!;
      values[i++] = values[j]!;
      values[j--] = swapped;
    }
    if (place <= j) high = j;
    else if (place >= i) low = i;
    else return values[place]!;
  }
  values.subarray(low, high + 1).sort();
  return values[place]!;
}

function medianOfThree(a: number, b: number, c: number): number {
  return a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b;
}
