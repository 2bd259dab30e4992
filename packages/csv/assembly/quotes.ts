/** The quotes that open or close a field, found one by one: the others are text. `wasEdge` and `within` are what the step before left. */
export function withoutText(quoteBits: u64, edgeBits: u64, wasEdge: u64, within: u64): u64 {
  let isInside = within != 0;
  let found: u64 = 0;
  for (let rest = quoteBits; rest != 0; rest &= rest - 1) {
    const quote = rest & (0 - rest);
    if (isInside) edgeBits |= quote;
    else if ((((edgeBits << 1) | wasEdge) & quote) == 0) continue;
    isInside = !isInside;
    found |= quote;
  }
  return found;
}
