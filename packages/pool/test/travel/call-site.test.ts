import { callSite } from "@framepool/pool/internal";
import { expect, it } from "vitest";

function publicCall(): string | null {
  return inner();
}
function inner(): string | null {
  return callSite(publicCall);
}
class Facade {
  readonly file = callSite(Facade);
}

it("the file that called a public function is found, whatever is between", () => {
  expect(publicCall()).toBe(import.meta.url);
  expect(new Facade().file).toBe(import.meta.url);
  expect([1].map(publicCall)).toEqual([import.meta.url]);
});

it("a function that is not running was called by nobody", () => {
  expect(callSite(Facade)).toBeNull();
});

it("what the user set on Error stays as it was", () => {
  const { stackTraceLimit } = Error;
  const prepare = Error.prepareStackTrace;
  Error.stackTraceLimit = 0;
  Error.prepareStackTrace = () => "mine";
  try {
    expect(publicCall()).toBe(import.meta.url);
    expect(Error.stackTraceLimit).toBe(0);
    expect(Error.prepareStackTrace?.(new Error("x"), [])).toBe("mine");
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    Error.prepareStackTrace = prepare;
  }
});
