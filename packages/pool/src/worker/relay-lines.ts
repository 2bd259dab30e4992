import { LineMarker } from "./LineMarker.js";

type Write = typeof process.stdout.write;

/**
 * From now on what this thread prints has its name before every line. A thread makes its streams when it prints for the
 * first time: most never do, and making them takes longer than a small task. Gives what waits until all was passed on.
 */
export function relayLines(name: string): (done: () => void) => void {
  const used: NodeJS.WriteStream[] = [];
  for (const stream of ["stdout", "stderr"] as const) {
    const make = Object.getOwnPropertyDescriptor(process, stream)?.get?.bind(process) as (() => NodeJS.WriteStream) | undefined;
    const open = (): NodeJS.WriteStream => {
      const made = marking(make?.() ?? process[stream], name);
      used.push(made);
      Object.defineProperty(process, stream, { value: made, configurable: true, enumerable: true });
      return made;
    };
    if (make === undefined) open();
    else Object.defineProperty(process, stream, { get: open, configurable: true, enumerable: true });
  }
  return (done) => used.reduceRight<() => void>((next, stream) => () => void stream.write("", () => next()), done)();
}

/** The stream, whose lines are marked from now on. */
function marking(stream: NodeJS.WriteStream, name: string): NodeJS.WriteStream {
  const write = stream.write.bind(stream);
  const marker = new LineMarker(name, (lines) => write(lines));
  stream.write = marked(marker, write);
  process.on("exit", () => marker.end());
  return stream;
}

/** `stream.write` in all its forms; the callback is called when what stands before it has been passed on. */
function marked(marker: LineMarker, write: Write): Write {
  return (chunk: string | Uint8Array, encoding?: BufferEncoding | ((error?: Error | null) => void), callback?: (error?: Error | null) => void): boolean => {
    const named = typeof encoding === "string" && typeof chunk === "string" && encoding !== "utf8" && encoding !== "utf-8";
    marker.write(named ? Buffer.from(chunk, encoding) : chunk);
    return write("", typeof encoding === "function" ? encoding : callback);
  };
}
