import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";

/** MB of memory outside of its heap that V8 counts, more than before: as a thing was made, while it is there, and when it is gone. */
function counted(thing: string): [made: number, there: number, gone: number] {
  const script = `
    import { DataFrame } from "@framepool/frame";
    import { columnsOf, pack, toBatches, unpack } from "@framepool/frame/internal";
    const plain = new DataFrame({ x: new Float64Array(2_000_000) });
    const texts = new DataFrame({ key: Array.from({ length: 200_000 }, (_, row) => "x".repeat(1000) + row) });
    const counted = async () => { for (let turn = 0; turn < 3; turn++) { await new Promise(setImmediate); gc(); } return process.memoryUsage().external / 1e6; };
    const before = await counted();
    let thing = ${thing};
    const made = process.memoryUsage().external / 1e6;
    const there = await counted();
    thing = thing === null;
    console.log(JSON.stringify([made, there, await counted()].map((each) => each - before)));`;
  return JSON.parse(execFileSync(process.execPath, ["--expose-gc", "--input-type=module", "-e", script], { encoding: "utf8", cwd: new URL("..", import.meta.url) })) as [number, number, number];
}

describe("V8 counts shared memory that is soon done with", () => {
  it("copies of a message, there and here, for as long as they are there", () => {
    const [, there, gone] = counted(`unpack(pack(toBatches(plain.schema, columnsOf(plain), plain.numRows)[0], { transport: "share" }).packed)`);
    expect(there).toBeGreaterThan(4);
    expect(Math.abs(gone)).toBeLessThan(1);
    const [, sent] = counted(`unpack(structuredClone(pack(toBatches(plain.schema, columnsOf(plain), plain.numRows)[0], { transport: "share" }).packed))`);
    expect(sent).toBeGreaterThan(15);
  });

  it("tables of texts that are too large to be kept", () => {
    const [made, , gone] = counted("texts.dropDuplicates()");
    expect(made).toBeGreaterThan(200);
    expect(gone).toBeLessThan(1);
  });
});
