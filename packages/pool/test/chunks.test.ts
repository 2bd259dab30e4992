import { defaultChunkSize } from "@framepool/pool/internal";
import { expect, it } from "vitest";

it.each([
  [0, 4, 1],
  [1, 4, 1],
  [10, 4, 1],
  [16, 4, 1],
  [17, 4, 2],
  [1000, 8, 32],
])("%i items on %i workers go in chunks of %i, as multiprocessing has it", (items, workers, size) => {
  expect(defaultChunkSize(items, workers)).toBe(size);
});
