import { LineMarker } from "@framepool/pool/internal";
import fc from "fast-check";
import { expect, it } from "vitest";

function marked(pieces: readonly (string | Uint8Array)[]): string {
  let all = "";
  const marker = new LineMarker("w", (lines) => {
    // Whole lines only, whenever.
    expect(lines.endsWith("\n")).toBe(true);
    all += lines;
  });
  for (const piece of pieces) marker.write(piece);
  marker.end();
  return all;
}

it("puts the name before every line, wherever the pieces were cut", () => {
  expect(marked(["a\nb", "c\n", "\n", "d"])).toBe("[w] a\n[w] bc\n[w] \n[w] d\n");
  expect(marked([])).toBe("");
  const text = "één\nnaïve 👍🏽\n\nend";
  const bytes = Buffer.from(text);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: bytes.length })), (cuts) => {
      const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
      expect(marked(at.slice(1).map((to, i) => bytes.subarray(at[i], to)))).toBe("[w] één\n[w] naïve 👍🏽\n[w] \n[w] end\n");
    }),
  );
});

it("passes a line on that does not end, in pieces", () => {
  const seen: number[] = [];
  const marker = new LineMarker("w", (lines) => seen.push(lines.length));
  for (let i = 0; i < 100; i++) marker.write("x".repeat(10_000));
  marker.end();
  expect(seen.length).toBeGreaterThan(10);
});
