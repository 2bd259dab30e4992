import { ArgumentError } from "@framepool/errors";
import { isExchange, memoryOf } from "../exchanges/index.js";
import { opOf } from "../faults/task-error.js";
import type { PipelineOptions } from "../options.js";
import { chooseBackend } from "../plan/choose-backend.js";
import { tasksOf } from "../plan/functions.js";
import { asksNoWorker, becomesLight, isMadeAtOnce, looksAtNoCell } from "../plan/light-steps.js";
import { isMadeInParts, keepsRows, looksAcross, makesColumns, withBranches, type MadeColumnsStep } from "../plan/made-columns.js";
import type { ColumnStep, ExchangeStep, HeadStep, Step } from "../plan/plan.js";
import type { Steps } from "../plan/push-down.js";
import { isSided, settledOp } from "../plan/sides.js";
import { callText } from "../plan/step-text.js";
import { isReduction, reductionOf } from "../reductions/index.js";
import type { Source } from "../sources/source.js";
import { isStatistic, statisticOf } from "../statistics/index.js";
import { Explanation, type StepDescription, type Target } from "./Explanation.js";
import { mayStay, staysHere } from "./made-here.js";
import { rowsToReduceHere } from "./reduce-here.js";
import { importsRunningScript } from "./run.js";

const OUTPUTS: Readonly<Record<Target, string>> = {
  collect: "parts in memory, put behind one another with one type a column",
  toCsv: "text formatted in the workers, written in input order",
  toArrow: "record batches under one schema, written in input order",
  forEachBatch: "a function on the main thread, in input order",
};

/** What is said of steps that no worker does. */
const HERE = "all rows at once, here: they are in memory, and sending them to so few workers takes longer than the steps";

/** What is said of rows that differ too much for workers to make them fewer. */
const HERE_DISTINCT = "all rows at once, here: they are in memory, and nearly all of their keys differ";

/** Looks at a source without reading it, and says what a run would do. */
export async function explain(source: Source, { pushed, columns, rest }: Steps, to: Target, options: PipelineOptions): Promise<Explanation> {
  if (!Object.hasOwn(OUTPUTS, to)) throw new ArgumentError(`to is ${JSON.stringify(to)}; it must be one of ${Object.keys(OUTPUTS).join(" ")}`);
  const size = await source.size();
  const { kind, inputs, reading, types, partitions, selects, respelled } = await source.describe();
  const all = selects ? rest : [...columns, ...rest];
  const backend = chooseBackend(size, options, () => withBranches(rest).some(importsRunningScript));
  const { steps, isMadeHere, respelledBy } = describedAll(all, source, await source.isReadAgain(), staysHere(options, backend));
  return new Explanation({
    source: { kind, inputs, ...size, reading, types },
    pushedDown: { columns: selects ? columns : [], ...(selects && pushed.asked !== null ? { asked: pushed.asked } : {}), limit: Number.isFinite(pushed.limit) ? pushed.limit : null },
    partitions,
    steps,
    output: { to, how: to === "collect" && isMadeHere ? HERE : to === "toCsv" && respelled !== undefined ? `${OUTPUTS[to]}; ${spelling(respelled ?? respelledBy)}` : OUTPUTS[to] },
    backend,
  });
}

/** How cells of a CSV file are written that no step replaced. */
function spelling(respelled: string | null): string {
  return respelled === null ? "what no step replaced is spelled as it was read" : `all cells are spelled anew (${respelled})`;
}

/** What is done, step by step; rows that come to a step with a pass of its own are kept for it where nothing else makes them again. `isMadeHere`: no worker does what is behind the last of them that ends a pass; `respelledBy`: the first step behind which cells have no spelling but that of their values. */
function describedAll(steps: readonly Step[], source: Source, isReadAgain: boolean, stays: boolean): { readonly steps: StepDescription[]; readonly isMadeHere: boolean; readonly respelledBy: string | null } {
  let isMadeAgain = isReadAgain;
  let varies = source.varies === true;
  /** steps since rows were here that stay here, too; null: some do not */
  let light: readonly Step[] | null = stays && source.frame !== undefined ? [] : null;
  let respelledBy: string | null = null;
  const described = steps.map((step, place) => {
    const before = light;
    // Rows that are here, each of them, with what light steps made of their cells.
    const isHeld = before?.every(keepsRows) === true || (source.frame !== undefined && steps.slice(0, place).every(looksAtNoCell));
    const columnsAtOnce = stays && isHeld && makesColumns(step) && isMadeAtOnce(step) ? step : null;
    const isAtOnce = columnsAtOnce === null ? stays && isHeld && step.op === "neighbours" : asksNoWorker(columnsAtOnce);
    if (endsStage(step) || (columnsAtOnce !== null && !isAtOnce)) light = stays ? [] : null;
    else light = light !== null && (isAtOnce || becomesLight(step)) ? [...light, step] : null;
    const isReducedAtOnce = isReduction(step) && rowsToReduceHere({ source, made: null, steps: steps.slice(0, place) }, step, place === steps.length - 1) !== null;
    const isReducedLightly = before !== null && isReduction(step) && mayStay(step, place === steps.length - 1);
    const op = isSided(step) ? settledOp(step) : step.op;
    const memory = isExchange({ op }) && isHeld ? memoryOf(op as ExchangeStep["op"]) : columnsAtOnce !== null && !isAtOnce ? memoryOfColumns(columnsAtOnce.branches) : null;
    if (isReducedAtOnce || isReducedLightly || isAtOnce || memory !== null) {
      [isMadeAgain, varies] = [true, false];
      const ends = isReducedAtOnce ? HERE_DISTINCT : memory === null ? HERE : `all rows at once, here: ${memory} in memory`;
      return { op: step.op, call: callText(step), ends };
    }
    const keeps = !isMadeAgain && needsPass(step);
    const isReadTwice = isMadeAgain && !varies;
    // Rows that a second pass picks are not here.
    const isPicked = isReduction(step) && isReadTwice && (reductionOf(step).twice?.(step) ?? null) !== null;
    if (isPicked) light = null;
    if (keeps || (endsStage(step) && !isPicked)) respelledBy ??= opOf(step);
    if (keeps || endsStage(step)) [isMadeAgain, varies] = [true, false];
    else if (withBranches([step]).some((each) => tasksOf(each).length > 0)) isMadeAgain = false;
    return describedStep(step, keeps, isReadTwice);
  });
  return { steps: described, isMadeHere: light !== null && (light.length > 0 || steps.length === 0), respelledBy };
}

/** Whether the rows behind a step are made of all rows, and there. */
function endsStage(step: Step): boolean {
  return isReduction(step) || isExchange({ op: isSided(step) ? settledOp(step) : step.op });
}

/** Whether the rows that come to a step are gone through twice. */
function needsPass(step: Step): boolean {
  if (makesColumns(step)) return looksAcross(step.branches.flat());
  return isStatistic(step) && statisticOf(step).needs(step) !== null;
}

function describedStep(step: Step, keeps: boolean, isReadTwice: boolean): StepDescription {
  const end = endOf(step, isReadTwice);
  const ends = end !== null && keeps ? `${end}; the rows before it in memory` : end;
  const what = "task" in step ? { op: opOf(step), function: step.task.name, travels: step.task.body.kind } : isPlain(step) ? step : { op: step.op, call: callText(step) };
  return ends === null ? what : { ...what, ends };
}

/** What columns that are made by steps of their own need of all rows. */
function endOfColumns({ branches }: MadeColumnsStep): string | null {
  const together = branches.filter((branch) => !isMadeInParts(branch));
  if (together.length > 0) return `columns that come together are made first, in a pass of their own: ${memoryOfColumns(together)} in memory`;
  return looksAcross(branches.flat()) ? "what its columns need of all rows first, in a pass of its own" : null;
}

function memoryOfColumns(branches: MadeColumnsStep["branches"]): string {
  return [...new Set(branches.filter(looksAcross).flatMap(memoryTogether))].join(" and ");
}

/** What a column that comes together has in memory: itself, where a step of it looks beside the parts behind a function. */
function memoryTogether(branch: readonly Step[]): readonly string[] {
  const needs = withBranches(branch).flatMap((step) => (isExchange(step) ? [memoryOf(step.op)] : []));
  return needs.length === 0 ? [memoryOf("columnwise")] : needs;
}

function isPlain(step: Step): step is ColumnStep | HeadStep {
  return ["select", "drop", "rename", "head"].includes(step.op);
}

/** What a step does that looks across parts, and what that needs; null for one that does not. */
function endOf(step: Step, isReadTwice: boolean): string | null {
  if (isReduction(step)) {
    const { memory, twice } = reductionOf(step);
    const first = isReadTwice ? (twice?.(step) ?? null) : null;
    if (first !== null) return `which rows stay first, in a pass of its own: ${first.memory} in memory`;
    return `a partial of each part, put together here${memory === undefined ? "" : `: ${memory} in memory`}`;
  }
  if (isStatistic(step)) return statisticOf(step).needs(step) === null ? null : "what it needs of all rows first, in a pass of its own";
  if (makesColumns(step)) return endOfColumns(step);
  const op = isSided(step) ? settledOp(step) : step.op;
  if (isExchange({ op })) return `all rows come here: ${memoryOf(op as ExchangeStep["op"])} in memory`;
  return null;
}
