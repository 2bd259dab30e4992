import { concat, crosstab, type DataFrame, type Series } from "@framepool/frame";
import { describe, expect, it } from "vitest";
import { callDanfojs } from "./support/danfojs-calls.js";
import { cellsOf, decoded, pandasCases, sameCells, type PandasCase } from "../../frame/test/support/all-pandas-cases.js";

// danfojs reads the fields of a time in the zone of the machine.
process.env.TZ = "UTC";

type Verdict = "same" | "float32" | "other" | "throws";

interface Row {
  readonly method: string;
  readonly counts: Record<Verdict, number>;
  /** the first call with another answer */
  example?: { readonly call: string; readonly danfojs: string; readonly pandas: string };
}

// Digits that pandas and danfojs round away, and those that 32 bits have.
const DOUBLE = 1e-11;
const SINGLE = 1e-6;

/** Every case that danfojs-node 1.2.0 has a method and the options for. */
const compared = pandasCases().flatMap((each) => {
  const theirs = attempt(each);
  return theirs === undefined ? [] : [{ ...each, theirs, verdict: verdictOf(theirs, cellsOf(decoded(each.expected))) }];
});

describe("the table of pandas cases, run through danfojs", () => {
  it("has many cases that danfojs has a method for", () => expect(compared.length).toBeGreaterThan(350));

  it("is right here wherever danfojs' answer is another, or an error", () => {
    const wrong = compared.filter(({ verdict }) => verdict !== "same");
    expect(wrong.length).toBeGreaterThan(100);
    for (const each of wrong) expect(sameCells(cellsOf(ours(each)), cellsOf(decoded(each.expected)), DOUBLE), each.title).toBe(true);
  });

  // danfojs sorts missing cells by a comparison that has no order in it: what comes of that is the engine's, and the page Node 20's.
  it.runIf(Number.parseInt(process.versions.node) === 20)("is what docs/reference/danfojs.md says (on Node 20)", async () => {
    await expect(page(summary())).toMatchFileSnapshot("../../../docs/reference/danfojs.md");
  });
});

/** danfojs' cells, an Error that it threw, or undefined where it has no such call. */
function attempt({ target, steps }: PandasCase): unknown {
  const result = callDanfojs(decoded(target), steps.map(([method, ...args]) => [method, args.map(decoded)] as const));
  return result === undefined || result instanceof Error ? result : cellsOf(result);
}

function verdictOf(theirs: unknown, pandas: unknown): Verdict {
  if (theirs instanceof Error) return "throws";
  // A frame of one column may come back as a Series.
  if (Array.isArray(theirs) && isColumns(pandas)) return verdictOf(theirs, Object.values(pandas)[0]);
  if (sameCells(theirs, pandas, DOUBLE)) return "same";
  return sameCells(theirs, pandas, SINGLE) ? "float32" : "other";
}

function isColumns(cells: unknown): cells is Record<string, unknown[]> {
  return typeof cells === "object" && cells !== null && !Array.isArray(cells) && Object.values(cells).length === 1;
}

function ours({ target, steps }: PandasCase): unknown {
  return steps.reduce((value: unknown, [method, ...args]) => {
    const given = args.map(decoded);
    if (method === "concat") return concat(value as DataFrame[], given[0] as object);
    if (method === "crosstab") return crosstab(value as Series, given[0] as Series, given[1] as object);
    const [accessor, name] = method.includes(".") ? (method.split(".") as [string, string]) : ["", method];
    const owner = accessor === "" ? (value as object) : (Reflect.get(value as object, accessor) as object);
    return (Reflect.get(owner, name) as (...rest: unknown[]) => unknown).apply(owner, given);
  }, decoded(target));
}

function summary(): Row[] {
  const rows = new Map<string, Row>();
  for (const each of compared) {
    const owner = JSON.stringify(each.target).includes('"$frame"') || each.steps[0]![0] === "groupby" || each.steps[0]![0] === "merge" ? "DataFrame" : decoded(each.target)?.constructor.name;
    const method = `${owner ?? ""}.${each.steps.map(([name]) => name).join("().")}`;
    const row = rows.get(method) ?? { method, counts: { same: 0, float32: 0, other: 0, throws: 0 } };
    rows.set(method, row);
    row.counts[each.verdict]++;
    if (each.verdict === "other") row.example ??= { call: each.title, danfojs: shown(each.theirs), pandas: shown(cellsOf(decoded(each.expected))) };
  }
  return [...rows.values()].sort((a, b) => (a.method < b.method ? -1 : 1));
}

function page(rows: readonly Row[]): string {
  const total = (verdict: Verdict): number => rows.reduce((sum, { counts }) => sum + counts[verdict], 0);
  const line = (cells: readonly (string | number)[]): string => `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;
  return [
    "# danfojs beside pandas",
    "",
    "framepool is tested against a table of pandas 2.3.3's results. These are the cases of it that danfojs-node 1.2.0 has a method and the options for, run through danfojs. `packages/danfo/test/pandas-cases.test.ts` makes this page, and checks that framepool gives pandas' answer wherever danfojs gives another.",
    "",
    `Of ${compared.length} calls danfojs gives pandas' answer for ${total("same")}, the same to the digits of 32 bits for ${total("float32")}, another for ${total("other")}, and throws for ${total("throws")}. The order of groups and of columns does not count, nor is a missing cell told from \`NaN\`.`,
    "",
    line(["method", "calls", "as pandas", "to 32 bits", "another answer", "throws"]),
    line(["---", "---", "---", "---", "---", "---"]),
    ...rows.map(({ method, counts: { same, float32, other, throws } }) => line([`\`${method}\``, same + float32 + other + throws, same, float32, other, throws])),
    "",
    "The first call of each method for which danfojs has another answer:",
    "",
    ...rows.flatMap(({ example }) => (example === undefined ? [] : [`- \`${example.call}\`  \n  danfojs \`${example.danfojs}\`  \n  pandas and framepool \`${example.pandas}\``])),
    "",
  ].join("\n");
}

function shown(cells: unknown): string {
  const text = JSON.stringify(cells);
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
