import { markedStream } from "./marked-stream.js";

/**
 * From now on what this thread prints has its name before every line. A thread makes its streams when it prints for the
 * first time: most never do, and making them takes longer than a small task. Gives what waits until all was passed on.
 */
export function relayLines(name: string): (done: () => void) => void {
  const used: NodeJS.WriteStream[] = [];
  for (const stream of ["stdout", "stderr"] as const) {
    const make = Object.getOwnPropertyDescriptor(process, stream)?.get?.bind(process) as (() => NodeJS.WriteStream) | undefined;
    const open = (): NodeJS.WriteStream => {
      const made = markedStream(make?.() ?? process[stream], name);
      used.push(made);
      Object.defineProperty(process, stream, { value: made, configurable: true, enumerable: true });
      return made;
    };
    if (make === undefined) open();
    else Object.defineProperty(process, stream, { get: open, configurable: true, enumerable: true });
  }
  return (done) => used.reduceRight<() => void>((next, stream) => () => void stream.write("", () => next()), done)();
}
