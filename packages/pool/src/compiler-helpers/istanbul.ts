/**
 * What instrumented code counts into: `cov_x().s[3]++`, `cov_x().b[1][0]++`, or the same without the call. The counts of a
 * worker are thrown away; the main side's object is not here.
 */
export function counters(): unknown {
  const counts = { s: {}, f: {}, b: branches(), bT: branches() };
  return Object.assign(() => counts, counts);
}

/** A list of counts for whatever branch is asked for. */
function branches(): Record<string, unknown> {
  return new Proxy<Record<string, unknown>>({}, { get: (lists, branch) => (lists[String(branch)] ??= {}) });
}
