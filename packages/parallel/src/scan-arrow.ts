import { refuseCompressedArrow } from "@framepool/csv/internal";
import { ArgumentError } from "@framepool/errors";
import type { Unchecked } from "@framepool/frame";
import { shown } from "@framepool/frame/internal";
import { checkOptions, type PipelineOptions } from "./options.js";
import { Pipeline } from "./pipeline/Pipeline.js";
import { arrowSource, type ArrowSource } from "./sources/arrow.js";

/**
 * A pipeline over Arrow IPC, a file (Feather 2) or a stream, which is told apart by its first bytes. Types are those of its
 * schema. Record batches are read one after the other and no faster than results are taken; small ones are put together to
 * a part, large ones cut, by the `partition*` options.
 *
 * @param source a path, a file URL, or bytes
 * @throws ArgumentError for a name that says it is compressed. FrameError when it runs, for what is no Arrow IPC or ends too soon, naming the file.
 * @example
 * import { scanArrow, DataFrame } from "framepool";
 *
 * const bytes = await new DataFrame({ a: [1, 2, 3] }).toArrowIpc();
 * (await scanArrow(bytes).head(2).collect()).toRows(); // → [ { a: 1 }, { a: 2 } ]
 */
export function scanArrow<S = Unchecked>(source: ArrowSource, options: PipelineOptions = {}): Pipeline<S> {
  // What JavaScript passes may be anything, whatever the type says.
  const given: unknown = source;
  if (typeof given !== "string" && !(given instanceof URL) && !(given instanceof Uint8Array)) throw new ArgumentError(`scanArrow takes a path, a file URL or bytes (Uint8Array), not ${shown(given)}`);
  refuseCompressedArrow(given);
  return new Pipeline<S>((merged, pushed) => arrowSource(source, merged, pushed), checkOptions(options));
}
