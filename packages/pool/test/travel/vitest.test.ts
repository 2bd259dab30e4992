import { moduleTask, Pool } from "@framepool/pool";
import { afterAll, expect, it } from "vitest";
import { EXPECTED } from "./expected.js";
import { captured, type own, refused, selfContained } from "./fixtures/forms.js";

// This file is run three times: as it is, for vitest's own transform, and by istanbul.test.ts instrumented and in a realm of its own.
const pool = new Pool(1);
afterAll(() => pool.terminate());

it("the functions are instrumented where they are meant to be", () => {
  expect(String(selfContained).includes("cov_")).toBe(process.env["FRAMEPOOL_TEST_INSTRUMENTED"] === "yes");
});

it("a function that vitest compiled is sent as its source", async () => {
  expect(await pool.map(selfContained, [3])).toEqual(EXPECTED.selfContained);
});

it("a task that vitest compiled takes its captures along", async () => {
  expect(await pool.map(captured, [3])).toEqual(EXPECTED.captured);
});

it("a module task under vitest is the file itself", async () => {
  expect(await pool.map(moduleTask<typeof own>(new URL("./fixtures/forms.ts", import.meta.url), "own"), [3])).toEqual(EXPECTED.own);
});

it("a name that vitest rewrote is reported as it was written", async () => {
  await expect(pool.map(refused, [3])).rejects.toMatchObject({ code: "ERR_FRAMEPOOL_CAPTURE", message: expect.stringContaining("uses shift (forms.ts:56), threshold (forms.ts:56), label (forms.ts:57) and Color (forms.ts:57)") });
});

it("an import inside a function that vitest compiled finds the file beside it", async () => {
  expect(await pool.map(async (n: number) => (await import("./fixtures/helper.js")).shift(n), [1])).toEqual([11]);
});
