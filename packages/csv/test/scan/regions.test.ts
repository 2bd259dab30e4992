import { Regions } from "@framepool/csv/internal";
import fc from "fast-check";
import { expect, it } from "vitest";
import { runs } from "../../../../scripts/runs.mjs";

const PAGE = 65536;

/** Memory that grows as a shared WebAssembly one does: a new buffer over the old bytes. */
class Memory {
  buffer = new SharedArrayBuffer(PAGE);
  grow(pages: number): number {
    const before = new Uint8Array(this.buffer);
    this.buffer = new SharedArrayBuffer(before.length + pages * PAGE);
    new Uint8Array(this.buffer).set(before);
    return before.length / PAGE;
  }
}

it("regions never overlap, and keep their bytes when they grow", () => {
  const step = fc.record({ what: fc.constantFrom("allocate", "allocate", "grow", "grow", "free"), which: fc.nat(), bytes: fc.integer({ min: 0, max: 5 * PAGE }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const regions = new Regions(new Memory());
      const live: { region: { start: number; bytes: number }; mark: number; marked: number }[] = [];
      let mark = 0;
      const fill = (region: { start: number; bytes: number }) => {
        mark = (mark % 255) + 1;
        new Uint8Array(regions.buffer, region.start, region.bytes).fill(mark);
        return { region, mark, marked: region.bytes };
      };
      for (const { what, which, bytes } of steps) {
        const at = which % Math.max(1, live.length);
        if (what === "allocate") live.push(fill(regions.allocate(bytes)));
        else if (live.length > 0) {
          const { region, mark, marked } = live[at]!;
          if (what === "free") {
            regions.free(region);
            live.splice(at, 1);
          } else live[at] = { region: regions.grow(region, bytes, marked), mark, marked };
        }
        for (const { region, mark, marked } of live) {
          expect(region.start).toBeGreaterThanOrEqual(PAGE);
          expect(new Uint8Array(regions.buffer, region.start, marked).every((byte) => byte === mark)).toBe(true);
        }
        const sorted = live.map(({ region }) => region).sort((a, b) => a.start - b.start);
        for (let i = 1; i < sorted.length; i++) expect(sorted[i - 1]!.start + sorted[i - 1]!.bytes).toBeLessThanOrEqual(sorted[i]!.start);
      }
    }),
    { numRuns: runs(200) },
  );
});

it("more than 1 GiB is refused with a reason", () => {
  const regions = new Regions(new Memory());
  expect(() => regions.allocate(2 ** 30)).toThrow(/more than 1024 MiB/);
});
