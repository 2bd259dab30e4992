import { statSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { ArgumentError, CaptureError } from "@framepool/errors";
import type { DataFrame } from "@framepool/frame";
import { Pipeline, type PipelineOptions } from "@framepool/parallel";
import { moduleTask } from "@framepool/pool";
import { exportNamed, faultText, importFault, importModule } from "@framepool/pool/internal";
import { isTable } from "./formats.js";

/** Whatever the size of the input: what a user's function does, and that it may never end, is for a thread that can be ended. */
export const ON_THREADS: PipelineOptions = { backend: "threads" };

/** The steps that the transform module asks for: its `pipeline`, or its default export on each part. */
export async function withTransform(pipe: Pipeline, transform: string): Promise<Pipeline> {
  const url = pathToFileURL(transform).href;
  const module = await importModule(url).catch((error: unknown) => {
    const fault = importFault(error, url);
    // What it throws when it runs has a stack that says where.
    if (fault === null) throw error;
    throw new CaptureError(`the transform ${transform} cannot be imported: ${fault.reason}${faultText(fault)}`, { file: pathToFileURL(fault.path).href, line: fault.line }, { cause: error });
  });
  const [pipeline, fn] = [exportNamed(module, "pipeline"), exportNamed(module, "default")];
  if (typeof pipeline === "function") {
    const made = await (pipeline as (pipe: Pipeline) => unknown)(pipe);
    if (made instanceof Pipeline) return made;
    throw new ArgumentError(`${transform}: pipeline(pipe) must give a pipeline (is a \`return\` missing?)`);
  }
  if (typeof fn === "function") return pipe.mapPartitions(moduleTask<(part: DataFrame) => DataFrame>(url));
  throw new ArgumentError(`${transform} exports neither a function of one part by default (export default (df) => …) nor \`pipeline\``);
}

/** Throws ArgumentError for what cannot be a transform. */
export function checkTransform(transform: string): void {
  const found = statSync(transform, { throwIfNoEntry: false });
  if (found === undefined) throw new ArgumentError(`there is no transform ${JSON.stringify(transform)}`);
  if (found.isDirectory()) throw new ArgumentError(`the transform ${transform} is a folder; give a module, .js or .ts`);
  if (isTable(transform)) throw new ArgumentError(`the transform ${transform} is a table by its ending; the transform, a module, comes first, then the inputs`);
}
