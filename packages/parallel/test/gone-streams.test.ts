import { PassThrough, Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { SinkError } from "@framepool/errors";
import { scanCsv } from "@framepool/parallel";

const rows = Buffer.from(`a\n${"1\n".repeat(300_000)}`);

describe.each([{ backend: "inline" }, { workers: 2 }] as const)("a stream that is destroyed and never says what became of a write, %j,", (way) => {
  // As a zlib stream behind which a client has gone: nobody reads it, so it keeps the callback.
  it.each<[string, () => Writable]>([["a transform", () => new PassThrough()], ["one that never calls back", () => new Writable({ write: () => undefined })]])("ends the run: %s", async (_what, open) => {
    for (const format of ["toCsv", "toArrow"] as const) {
      const stream = open();
      setTimeout(() => stream.destroy(), 300);
      const error: unknown = await scanCsv(rows, way)[format](stream).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(SinkError);
      expect((error as SinkError).cause).toMatchObject({ code: expect.stringMatching(/^ERR_STREAM_/) as string });
      await sleep(20);
      // Nobody listens who did not before.
      expect([stream.listenerCount("error"), stream.listenerCount("close")]).toEqual([open().listenerCount("error"), open().listenerCount("close")]);
    }
  });

  it("ends the run where it says nothing of its end", async () => {
    for (const [error, said] of [[new Error("gone"), "gone"], [undefined, "it was closed while it was written to"]] as const) {
      const stream = new Writable({ emitClose: false, write: () => undefined });
      setTimeout(() => stream.destroy(error), 300);
      await expect(scanCsv(rows, way).toCsv(stream)).rejects.toThrow(`cannot write to the stream: ${said}`);
    }
  });

  it("ends it quietly where the error says that the reader has gone", async () => {
    const stream = new PassThrough();
    setTimeout(() => stream.destroy(Object.assign(new Error("write EPIPE"), { code: "EPIPE" })), 300);
    expect((await scanCsv(rows, way).toCsv(stream)).readerGone).toBe(true);
  });
});
