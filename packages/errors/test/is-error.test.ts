import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { FrameError, isError } from "@framepool/errors";

it("isError knows errors of another realm, and nothing else", () => {
  for (const value of [new Error("x"), new FrameError("x"), runInNewContext("new RangeError('x')")]) expect(isError(value)).toBe(true);
  for (const value of [null, undefined, "Error", { message: "x", stack: "" }, runInNewContext("({ name: 'Error' })")]) expect(isError(value)).toBe(false);
});
