import type { Writable } from "node:stream";
import { ArgumentError, SinkError } from "@framepool/errors";
import { openSink, type FileSink } from "@framepool/csv/internal";

/** Opens what a sink writes to: a file, which is replaced whole or not at all, or a stream, which is written directly. */
export async function openTarget(target: string | URL | Writable, encoding: string | undefined): Promise<FileSink> {
  if (typeof target === "string" || target instanceof URL) return openSink(target, encoding);
  if (encoding !== undefined) throw new ArgumentError("encoding is that of a file; a stream gets UTF-8");
  return streamSink(target);
}

/** A stream stays open at the end: it is the caller's. */
function streamSink(stream: Writable): FileSink {
  // A failed write is reported by its callback; without a listener the stream's own event would end the process.
  const ignore = () => undefined;
  stream.on("error", ignore);
  const release = async () => void stream.off("error", ignore);
  return {
    write: (chunk) =>
      new Promise((resolve, reject) => {
        stream.write(chunk, (error) => {
          if (error == null) resolve();
          else reject(new SinkError(`cannot write to the stream: ${error.message}`, {}, { cause: error }));
        });
      }),
    commit: release,
    abort: release,
  };
}
