import type { OpenSource, Part, Source } from "./source.js";

/** The first `rows` of a source: what is behind is not asked for. Parts that a worker reads know their own limit. */
export function limited(source: Source, rows: number): Source {
  if (rows === Infinity) return source;
  return {
    ...source,
    async open(workers, pass): Promise<OpenSource> {
      const opened = await source.open(workers, pass);
      return opened.plan.kind === "frame" ? { ...opened, parts: () => first(opened.parts(), rows) } : opened;
    },
  };
}

async function* first(parts: AsyncIterableIterator<Part>, rows: number): AsyncGenerator<Part, void> {
  let came = 0;
  for await (const part of parts) {
    const { input, bytes } = part;
    if (input.kind !== "frame") throw new TypeError("a range of text was given by a source of frames");
    const { frame } = input;
    const left = rows - came;
    came += frame.numRows;
    yield frame.numRows <= left ? part : { ...part, input: { ...input, frame: frame.slice(0, left) }, bytes: Math.round((bytes * left) / frame.numRows) };
    if (came >= rows) return;
  }
}
