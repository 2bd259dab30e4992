import { DataFrame, move, Pool } from "framepool";
import { expect, it } from "vitest";

it("a frame is moved to a pool's worker and back, and the sender's stays usable: its memory is shared", async () => {
  await using pool = new Pool(1);
  const df = new DataFrame({ a: [1, 2, 3], b: ["x", null, "z"] });
  const doubled = await pool.apply((frame: DataFrame) => frame.assign({ a: frame.col("a").mul(2) }), [move(df)]);
  expect(doubled.toRows()).toEqual([{ a: 2, b: "x" }, { a: 4, b: null }, { a: 6, b: "z" }]);
  expect(df.toRows()).toHaveLength(3);
  const [back] = await pool.map((frame: DataFrame) => frame.head(1), [move(df)]);
  expect(back!.toRows()).toEqual([{ a: 1, b: "x" }]);
});
