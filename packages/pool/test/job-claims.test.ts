import { JobClaims, MOST_JOBS } from "@framepool/pool/internal";
import fc from "fast-check";
import { expect, it } from "vitest";

it("a job is claimed by its worker or taken back by its crew, and never both", () => {
  const crew = new JobClaims();
  const worker = new JobClaims(crew.shared);
  crew.send(1);
  crew.send(2);
  expect([worker.claim(1), crew.takeBack(1), worker.claim(1)]).toEqual([true, false, false]);
  expect([crew.takeBack(2), worker.claim(2), crew.takeBack(2)]).toEqual([true, false, false]);
  expect(worker.claim(3)).toBe(false);
});

it("a slot that was used again is no longer the older job's", () => {
  const claims = new JobClaims();
  claims.send(5);
  claims.send(5 + MOST_JOBS);
  expect([claims.claim(5), claims.takeBack(5), claims.claim(5 + MOST_JOBS)]).toEqual([false, false, true]);
});

it("holds for numbers up to where they begin anew", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 30 - 2 }), fc.boolean(), (id, taken) => {
      const claims = new JobClaims();
      claims.send(id);
      expect(taken ? claims.takeBack(id) : claims.claim(id)).toBe(true);
      expect([claims.takeBack(id), claims.claim(id)]).toEqual([false, false]);
    }),
  );
});

it("tells which call ran", () => {
  const crew = new JobClaims();
  new JobClaims(crew.shared).call = 7;
  expect(crew.call).toBe(7);
});
