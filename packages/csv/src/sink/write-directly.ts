import { constants, openSync } from "node:fs";
import { open } from "node:fs/promises";
import { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { FileSink } from "./file-sink.js";
import type { Pipe } from "./place.js";
import { writeAll } from "./replace-file.js";
import { codeOf, guarded, sinkError } from "./sink-error.js";

/** Writes to a device. */
export async function writeDevice(target: string, real: string): Promise<FileSink> {
  const file = await guarded(target, () => open(real, constants.O_WRONLY));
  return {
    write: (bytes) => guarded(target, () => writeAll(file, bytes)),
    rest: () => Promise.resolve(),
    commit: () => guarded(target, () => file.close()),
    abort: () => file.close().catch(() => undefined),
  };
}

/** How often it is looked whether a pipe has a reader, in ms. */
const READER_MS = 20;

/**
 * Writes to a named pipe, when it has a reader. By a socket: a thread that waits in `open` or `write` for a reader who
 * does nothing could not be stopped, and neither could the process.
 */
export async function writePipe(target: string, pipe: Pipe, signal: AbortSignal | undefined): Promise<FileSink> {
  const fd = await guarded(target, () => openWithReader(pipe, signal));
  const socket = new Socket({ fd, readable: false, writable: true });
  // A failed write is reported by its callback; without a listener the event would end the process.
  let failure: unknown = null;
  socket.on("error", (error) => (failure ??= error));
  const closed = new Promise<void>((resolve) => socket.once("close", resolve));
  return {
    write: (bytes) =>
      new Promise((resolve, reject) => {
        socket.write(bytes, (error) => (error == null ? resolve() : reject(sinkError(target, failure ?? error))));
      }),
    rest: () => Promise.resolve(),
    commit: () =>
      guarded(target, async () => {
        socket.end();
        await closed;
        if (failure !== null) throw failure;
      }),
    abort: async () => {
      socket.destroy();
      await closed;
    },
  };
}

async function openWithReader({ real, isOpened }: Pipe, signal: AbortSignal | undefined): Promise<number> {
  for (;;) {
    signal?.throwIfAborted();
    try {
      return openSync(real, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (error) {
      // There is no reader: not yet, or not any more.
      if (codeOf(error) !== "ENXIO") throw error;
      if (isOpened) throw Object.assign(new Error("write EPIPE", { cause: error }), { code: "EPIPE" });
    }
    await sleep(READER_MS, undefined, signal === undefined ? {} : { signal });
  }
}
