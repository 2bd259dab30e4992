import { ArgumentError } from "@framepool/errors";
import { DataFrame } from "@framepool/frame";
import { shown } from "@framepool/frame/internal";
import type { PipelineOptions } from "./options.js";
import { Pipeline } from "./pipeline/Pipeline.js";
import { frameSource } from "./sources/frame.js";

/**
 * A pipeline over a frame in memory. Parts are views on its columns; the frame stays usable, and is not written to.
 *
 * @example
 * import { parallel, DataFrame } from "framepool";
 *
 * const df = new DataFrame({ name: ["Ann", "Bo"] });
 * const { frame, report } = await parallel(df, { backend: "inline" }).apply((row) => row.name.length).run();
 * [...frame]; // → [ 3, 2 ]
 * report.rows; // → 2
 */
export function parallel<S>(df: DataFrame<S>, options: PipelineOptions = {}): Pipeline<S> {
  if (!(df instanceof DataFrame)) throw new ArgumentError(`parallel takes a DataFrame, not ${shown(df)}; make one with \`new DataFrame({ … })\`, \`DataFrame.fromRows(rows)\` or \`DataFrame.fromArrow(table)\``);
  return new Pipeline<S>((merged, pushed) => frameSource(df, merged, pushed), options);
}
