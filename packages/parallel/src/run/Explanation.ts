import type { BackendChoice } from "../plan/choose-backend.js";
import type { ColumnStep, HeadStep } from "../plan/plan.js";
import type { SourceDescription, SourceSize } from "../sources/source.js";

/** What is made of the results: the name of the method that would run the pipeline. */
export type Target = "collect" | "toCsv" | "toArrow" | "forEachBatch";

/** A plan before it runs, as JSON. */
export interface PlanDescription {
  readonly source: Omit<SourceDescription, "selects" | "partitions" | "respelled"> & SourceSize;
  /** what the source does of the steps: columns, rows at most (null: all), and which columns it reads (`asked`) where those behind a join or a sort need not be all */
  readonly pushedDown: { readonly columns: readonly ColumnStep[]; readonly asked?: readonly string[]; readonly limit: number | null };
  readonly partitions: string;
  readonly steps: readonly StepDescription[];
  readonly output: { readonly to: Target; readonly how: string };
  readonly backend: BackendChoice;
}

/** A step: what it is called with, and for a user's function its name and how it travels; of one that looks across parts also what it `ends` the pass over them with. */
export type StepDescription = (ColumnStep | HeadStep | { readonly op: string; readonly call: string } | { readonly op: string; readonly function: string; readonly travels: "source" | "module" }) & { readonly ends?: string };

/** What a pipeline would do: as text (`toString`, `print`) and as JSON. */
export class Explanation {
  readonly plan: PlanDescription;

  constructor(plan: PlanDescription) {
    this.plan = plan;
  }

  toJSON(): PlanDescription {
    return this.plan;
  }

  /** A line for the source, for how it is read and cut, for each step, for the output and the backend. */
  toString(): string {
    const { source, pushedDown: { columns, asked, limit }, partitions, steps, output, backend } = this.plan;
    const lines: (readonly [string, string])[] = [
      ["source", sourceText(source)],
      ...(source.reading === null ? [] : [["reading", `${source.reading.path} (${source.reading.reason})`] as const]),
      ["types", source.types],
      ...columns.map((step) => ["", `${stepText(step)}, by the source`] as const),
      ...(asked === undefined ? [] : [["", `of its columns those of ${JSON.stringify(asked)}, which are asked for, by the source`] as const]),
      ...(limit === null ? [] : [["", `${counted(limit, "row")} at most, by the source`] as const]),
      ["partitions", partitions],
      ...steps.map((step, i) => [`step ${String(i + 1)}`, stepText(step)] as const),
      ["output", `${output.to}: ${output.how}`],
      ["backend", `${backend.backend}, ${counted(backend.workers, "worker")} (${backend.reason})`],
    ];
    return lines.map(([what, text]) => `${what.padEnd(12)}${text}`).join("\n");
  }

  /** Writes the text to standard output. */
  print(): void {
    process.stdout.write(`${this.toString()}\n`);
  }
}

/** Inputs that are named one by one. */
const NAMED = 3;

function sourceText({ kind, inputs, rows, bytes }: PlanDescription["source"]): string {
  const named = inputs.slice(0, NAMED).map(({ name }) => ` ${name}`).join("");
  const more = inputs.length > NAMED ? ` and ${String(inputs.length - NAMED)} more` : "";
  const size = [rows === null ? "" : counted(rows, "row"), bytes === null ? "size not known" : counted(bytes, "byte")].filter((text) => text !== "").join(", ");
  return `${kind}${named}${more} (${size})`;
}

function stepText(step: StepDescription): string {
  const text = callOf(step);
  return step.ends === undefined ? text : `${text}: ${step.ends}`;
}

function callOf(step: StepDescription): string {
  if ("function" in step) return `${step.op}(${step.function})${step.travels === "module" ? ", imported in the worker" : ""}`;
  if ("call" in step) return step.call;
  switch (step.op) {
    case "select":
    case "drop": return `${step.op}(${JSON.stringify(step.columns)})`;
    case "rename": return `rename({ ${step.names.map((names) => names.map((name) => JSON.stringify(name)).join(": ")).join(", ")} })`;
    case "head": return `head(${String(step.rows)})`;
  }
}

function counted(n: number, noun: string): string {
  return `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
}
