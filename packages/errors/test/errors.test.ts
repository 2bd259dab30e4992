import { describe, expect, it } from "vitest";
import { ArgumentError, assertNotImporting, CaptureError, ERROR_CLASSES, FrameError, ParallelError, TaskError, whileImporting } from "@framepool/errors";

describe("the error family", () => {
  it("is known by code: an error that crossed a thread or comes from another copy is still one of it", () => {
    const crossed = Object.assign(new Error("x"), { code: "ERR_FRAMEPOOL_FRAME" });
    expect(crossed).toBeInstanceOf(FrameError);
    expect(crossed).toBeInstanceOf(ParallelError);
    expect(crossed).not.toBeInstanceOf(TaskError);
    expect(Object.assign(new Error("x"), { code: "ENOENT" })).not.toBeInstanceOf(ParallelError);
    expect(null).not.toBeInstanceOf(ParallelError);
  });

  it("keeps the ordinary rule for a class that somebody derives from it", () => {
    class Own extends FrameError {}
    expect(new Own("x")).toBeInstanceOf(Own);
    expect(new Own("x")).toBeInstanceOf(FrameError);
    expect(new FrameError("x")).not.toBeInstanceOf(Own);
  });

  it("has one class a code, each of which says its own name", () => {
    expect(ERROR_CLASSES.size).toBe(14);
    expect(new ArgumentError("x")).toMatchObject({ name: "ArgumentError", code: "ERR_FRAMEPOOL_ARGUMENT", message: "x" });
  });

  it("tells where a task failed, and what it threw", () => {
    const cause = new RangeError("too far");
    const error = new TaskError("map failed", { op: "map", index: 3 }, cause);
    expect(error).toMatchObject({ op: "map", index: 3, partition: null, globalRow: null, attempt: 1 });
    expect(error.cause).toBe(cause);
  });
});

describe("assertNotImporting", () => {
  it("throws while a task's module is imported, and at no other time", async () => {
    expect(() => assertNotImporting("a Pool")).not.toThrow();
    await whileImporting("file:///work.js", async () => {
      await Promise.resolve();
      expect(() => assertNotImporting("a Pool")).toThrow(CaptureError);
      expect(() => assertNotImporting("a Pool")).toThrow("put it under `if (isMainThread)`");
    });
    expect(() => assertNotImporting("a Pool")).not.toThrow();
  });

  it("is over when the import fails", async () => {
    await expect(whileImporting("file:///work.js", () => Promise.reject(new Error("syntax")))).rejects.toThrow("syntax");
    expect(() => assertNotImporting("a Pool")).not.toThrow();
  });
});
