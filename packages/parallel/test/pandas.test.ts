import { describe, expect, it } from "vitest";
import { DataFrame, Series } from "@framepool/frame";
import { parallel, type Pipeline } from "@framepool/parallel";
import { cellsOf, decoded, pandasCases, sameCells, type PandasCase } from "../../frame/test/support/all-pandas-cases.js";

// What pandas gives for chains of calls of a frame or a Series, held against pipelines cut into three.
type Chain = Readonly<Record<string, unknown>>;

const isOperand = (arg: unknown): boolean => arg instanceof Series || arg instanceof DataFrame || (typeof arg === "object" && arg !== null && Object.values(arg).some((inner) => inner instanceof Series || inner instanceof DataFrame));

/** What pipelines do not have, since it is known at the end: how many rows there are, which columns are missing; nor lists that would have to be parted, nor values of another kind that some part has no cell of. */
function isOfWhole(method: string, [first]: readonly unknown[]): boolean {
  switch (method) {
    case "head":
    case "tail": return Number(first) < 0;
    case "dropna": return (first as { axis?: number } | undefined)?.axis === 1;
    case "assign": return true;
    case "replace": return typeof first === "object" && first !== null && Object.entries(first).every(([from, to]) => typeof to === "boolean" || ["true", "false"].includes(from));
    default: return false;
  }
}

/** What the steps of a case make of a pipeline; undefined where it has no such verb, or other rows would have to be parted as it is. */
function through({ target, steps }: PandasCase): Promise<unknown> | undefined {
  const given = decoded(target);
  if (!(given instanceof Series || given instanceof DataFrame)) return undefined;
  const frame = given instanceof Series ? new DataFrame({ [given.name]: given }) : given;
  const pipe = parallel(frame, { backend: "inline", partitions: 3 }) as Pipeline;
  let made: unknown = given instanceof Series ? pipe.col(given.name) : pipe;
  for (const [method, ...args] of steps) {
    const names = method.split(".");
    const owner = names.slice(0, -1).reduce<unknown>((object, name) => (object as Chain | undefined)?.[name], made) as Chain | undefined;
    const verb = owner?.[names.at(-1)!];
    const operands = args.map((arg) => decoded(arg));
    if (typeof verb !== "function" || operands.some(isOperand) || isOfWhole(method, operands)) return undefined;
    made = (verb as (...given: unknown[]) => unknown).apply(owner, operands);
  }
  return collected(made);
}

/** The result of a step, of two (`factorize`), or a value of all rows; undefined for what is no result yet (`groupby`). */
function collected(made: unknown): Promise<unknown> | undefined {
  if (made instanceof Promise) return made;
  if (Array.isArray(made)) return Promise.all(made.map(collected));
  return typeof (made as { collect?: unknown }).collect === "function" ? (made as Pipeline).collect() : undefined;
}

/** Two results stand in the table as a pair. */
function shaped(found: unknown): unknown {
  return Array.isArray(found) && found.length === 2 && found.every(Array.isArray) ? { pair: found } : found;
}

/** What is thrown at once fails the case's own test. */
function attempted(run: () => Promise<unknown> | undefined): Promise<unknown> | undefined {
  try {
    return run();
  } catch (error) {
    return Promise.reject(error as Error);
  }
}

describe("as in pandas, part by part", () => {
  const tried = pandasCases().flatMap((each) => {
    const made = attempted(() => through(each));
    made?.catch(() => undefined);
    return made === undefined ? [] : [[each.title, each.expected, made] as const];
  });

  it("has as many cases as it should", () => expect(tried.length).toBeGreaterThan(2500));

  it.each(tried)("%s", async (_, expected, made) => {
    const [found, wanted] = [shaped(cellsOf(await made)), cellsOf(decoded(expected))];
    expect(sameCells(found, wanted, 1e-11), `${JSON.stringify(found)}\nis not what pandas gives:\n${JSON.stringify(wanted)}`).toBe(true);
  });
});
