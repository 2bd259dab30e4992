import { Buffer } from "node:buffer";
import type { Writable } from "node:stream";
import { inspect } from "node:util";
import { A_PROMISE, ArgumentError, isThenable, SinkError } from "@framepool/errors";
import type { CsvWriteOptions } from "@framepool/csv";
import { openSink, whyUnwritten, type FileSink } from "@framepool/csv/internal";

/** Opens what a sink writes to: a file, which is replaced whole or not at all, or a stream, which is written directly. */
export async function openTarget(target: string | URL | Writable, { encoding, compression }: CsvWriteOptions, signal: AbortSignal | undefined): Promise<FileSink> {
  if (typeof target === "string" || target instanceof URL) return openSink(target, { encoding, compression, signal });
  if (!isStream(target)) throw new ArgumentError(`the output is ${isThenable(target) ? A_PROMISE : inspect(target, { depth: 0 })}; it must be a path, a file URL or a stream to write to`);
  if (encoding !== undefined) throw new ArgumentError("encoding is that of a file; a stream gets UTF-8");
  if (compression === "gzip") throw new ArgumentError("compression is that of a file; pipe the stream through zlib.createGzip()");
  return streamSink(target);
}

/** What JavaScript passes may be anything, whatever the type says. */
function isStream(target: unknown): boolean {
  return typeof target === "object" && target !== null && "write" in target && "on" in target;
}

/** How often it is looked whether a stream that is written to is still there, in ms. */
const WATCH_MS = 500;

/** A stream stays open at the end: it is the caller's. */
function streamSink(stream: Writable): FileSink {
  // A failed write is reported by its callback; without a listener the stream's own event would end the process.
  let failure: Error | null = null;
  let refuse: (error: Error) => void = () => undefined;
  const ignore = (error: Error) => {
    failure ??= error;
    refuse(failure);
  };
  stream.on("error", ignore);
  // A stream that is destroyed may keep the callback of what it was writing for ever, as a transform does that nobody reads.
  const closed = () => refuse(failure ?? Object.assign(new Error("it was closed while it was written to"), { code: "ERR_STREAM_PREMATURE_CLOSE" }));
  stream.on("close", closed);
  let last: Promise<unknown> = Promise.resolve();
  // Behind the last write, which an aborted run does not wait for.
  const release = () => void last.finally(() => setImmediate(() => stream.off("error", ignore).off("close", closed))).catch(() => undefined);
  return {
    write(chunk) {
      // One may be destroyed without a word (`emitClose: false`).
      const watch = setInterval(() => void (stream.destroyed && closed()), WATCH_MS);
      const written = new Promise<void>((resolve, reject) => {
        refuse = (error) => reject(refused(stream, error));
        // A copy: a stream may hand a chunk on and call back while somebody still reads it, and its memory is used again.
        stream.write(Buffer.from(chunk), (error) => {
          if (error == null) resolve();
          else reject(refused(stream, failure ?? error));
        });
      }).finally(() => clearInterval(watch));
      last = written;
      return written;
    },
    rest: () => Promise.resolve(),
    commit: async () => release(),
    abort: async () => release(),
  };
}

function refused(stream: Writable, error: Error): SinkError {
  const name = "fd" in stream && stream.fd === 1 ? "standard output" : "the stream";
  return new SinkError(`cannot write to ${name}: ${whyUnwritten(error)}`, {}, { cause: error });
}
