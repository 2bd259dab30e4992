import { LineMarker } from "./LineMarker.js";

type Write = typeof process.stdout.write;

/** The stream, whose lines are marked from now on. */
export function markedStream(stream: NodeJS.WriteStream, name: string): NodeJS.WriteStream {
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
