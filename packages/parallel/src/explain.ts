import { ArgumentError } from "@framepool/errors";
import { chooseBackend } from "./choose-backend.js";
import { Explanation, type StepDescription, type Target } from "./Explanation.js";
import type { PipelineOptions } from "./options.js";
import type { Step } from "./plan.js";
import type { Steps } from "./push-down.js";
import { importsRunningScript } from "./run.js";
import type { Source } from "./sources/source.js";

const OUTPUTS: Readonly<Record<Target, string>> = {
  collect: "parts in memory, put behind one another with one type a column",
  toCsv: "text formatted in the workers, written in input order",
  toArrow: "record batches under one schema, written in input order",
  forEachBatch: "a function on the main thread, in input order",
};

/** Looks at a source without reading it, and says what a run would do. */
export async function explain(source: Source, { pushed, columns, rest }: Steps, to: Target, options: PipelineOptions): Promise<Explanation> {
  if (!Object.hasOwn(OUTPUTS, to)) throw new ArgumentError(`to is ${JSON.stringify(to)}; it must be one of ${Object.keys(OUTPUTS).join(" ")}`);
  const size = await source.size();
  const { kind, inputs, reading, types, partitions, selects } = await source.describe();
  return new Explanation({
    source: { kind, inputs, ...size, reading, types },
    pushedDown: { columns: selects ? columns : [], limit: Number.isFinite(pushed.limit) ? pushed.limit : null },
    partitions,
    steps: (selects ? rest : [...columns, ...rest]).map(described),
    output: { to, how: OUTPUTS[to] },
    backend: chooseBackend(size, options, () => rest.some(importsRunningScript)),
  });
}

function described(step: Step): StepDescription {
  return "task" in step ? { op: step.op, function: step.task.name, travels: step.task.body.kind } : step;
}
