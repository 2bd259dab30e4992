import { Column, frameOf, NULL, nullVector } from "@framepool/frame/internal";
import { stepHere } from "../faults/step-error.js";
import { asFrame } from "../parts/parts.js";
import { onColumns, type StepValue } from "../steps/index.js";
import { askedBehind, type Asked } from "./asked-behind.js";
import { callsFunctions } from "./made-columns.js";
import type { ColumnStep, HeadStep, ReductionStep, Step } from "./plan.js";

/** What the first steps ask of the source itself. */
export interface Pushed {
  /** rows that are wanted, or Infinity */
  readonly limit: number;
  /** whether the other columns are to be there as well, since rows may be set aside: what is selected of them is a step then */
  readonly keepsAll: boolean;
  /** whether a step calls functions of the user's */
  readonly callsFunctions: boolean;
  /** names of the columns that are asked for behind the first steps, as far as they are there; null: all of them are */
  readonly asked: readonly string[] | null;
  /** The columns that are wanted, in order, of all there are. Throws FrameError for a name that is not there. */
  columns(names: readonly string[]): readonly string[];
}

/** Steps parted into what the source may do and what is done behind it. */
export interface Steps {
  readonly pushed: Pushed;
  /** `select` and `drop` directly behind the source: to be done where it does not do them */
  readonly columns: readonly ColumnStep[];
  readonly rest: readonly Step[];
}

/** Steps that change places with each other; the first of another kind is where pushing ends. */
const PUSHED: ReadonlySet<string> = new Set<ColumnStep["op"] | HeadStep["op"]>(["select", "drop", "rename", "head"]);

/**
 * Pushes down what stands directly behind the source: `select` and `drop`, so that other columns are not read, and `head`
 * as a limit, so that the reading stops. These three and `rename` may change places with a `head`. Nor are columns read that
 * nobody asks for behind a join or a sort. `keepsAll`: rows may be set aside, whole ones; `last`: what all rows are reduced to
 * behind the steps.
 */
export function pushDown(steps: readonly Step[], keepsAll: boolean, last: ReductionStep | null): Steps {
  const pure = steps.findIndex(({ op }) => !PUSHED.has(op));
  const leading = pure < 0 ? steps : steps.slice(0, pure);
  const behind = leading.filter((step) => step.op !== "head");
  const renames = behind.findIndex(({ op }) => op === "rename");
  const columns = (renames < 0 ? behind : behind.slice(0, renames)) as readonly ColumnStep[];
  const rest = [...behind.slice(columns.length), ...(pure < 0 ? [] : steps.slice(pure))];
  const asked = keepsAll ? null : askedBehind(rest);
  return {
    pushed: {
      limit: leading.reduce((least, step) => (step.op === "head" ? Math.min(least, step.rows) : least), Infinity),
      keepsAll,
      callsFunctions: callsFunctions(last === null ? steps : [...steps, last]),
      asked: asked === null ? null : [...asked.names],
      columns: (names) => onlyAsked(selected(names, columns), asked),
    },
    columns,
    rest,
  };
}

/** The names that are asked for; all of them, where the steps have something to say of these, so that they say it. */
function onlyAsked(names: readonly string[], asked: Asked | null): readonly string[] {
  return asked?.fits(names) === true ? names.filter((name) => asked.names.has(name)) : names;
}

/** The verbs on a frame without rows: what they say of names holds for all of the source. */
function selected(names: readonly string[], steps: readonly ColumnStep[]): readonly string[] {
  const empty = frameOf(names.map((name) => Column.of(name, nullVector(NULL, 0))), 0);
  return asFrame(steps.reduce<StepValue>((before, step) => stepHere(step, () => onColumns(before, step)), { value: empty, trace: "all" }).value).columns;
}
