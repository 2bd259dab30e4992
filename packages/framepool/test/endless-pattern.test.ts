import { Pool, Series, task, TimeoutError } from "framepool";
import { expect, it } from "vitest";

it("a pattern that would be tried for ever, in the bytes of text or by JavaScript, ends with the call's timeout, and the pool goes on", async () => {
  await using pool = new Pool(1);
  // The second one looks ahead, which bytes are not matched by.
  for (const source of ["(?:a|a)*b", "(?:a|a)*b(?=c)"]) {
    const tried = task({ Series, source }, (length: number, captures) => new captures.Series(["a".repeat(length)]).str.contains(new RegExp(captures.source)).toList());
    await expect(pool.map(tried, [60], { timeout: 300 })).rejects.toBeInstanceOf(TimeoutError);
    expect(await pool.map(tried, [5])).toEqual([[false]]);
  }
});
