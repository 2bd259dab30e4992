import { columnNamed, columnsOf, concatColumns, countKeys, dummyValues, isDummied, pickedKeys, type Column } from "@framepool/frame/internal";
import type { Reduction } from "./reduction.js";

/** The values that columns have (all columns of text, if none are named): what dummies need. */
export interface CategoriesStep {
  readonly op: "categories";
  /** what messages say was called */
  readonly call: "getDummies";
  readonly columns: readonly string[] | null;
}

/** Names of the values of a column, in order. */
export interface Categories {
  readonly name: string;
  readonly values: readonly string[];
}

/** Each value once, in order of first appearance; a column of categories keeps those that no row has. */
export const categories: Reduction<CategoriesStep, readonly Column[], readonly Categories[]> = {
  columns: (step) => step.columns,
  named: ({ columns }) => columns ?? [],
  partial(part, { columns }) {
    // A column of which this part has no cell may be text in another.
    const looked = columns === null ? columnsOf(part).filter((column) => isDummied(column) || column.type.kind === "null") : columns.map((name) => columnNamed(part, name));
    return looked.map(distinct);
  },
  join(partials) {
    const names = new Set(partials.flatMap((columns) => columns.map(({ name }) => name)));
    return [...names].map((name) => distinct(concatColumns(name, partials.flatMap((columns) => columns.filter((column) => column.name === name)))));
  },
  finish(columns, step) {
    return columns.filter((column) => step.columns !== null || isDummied(column)).map((column) => ({ name: column.name, values: dummyValues(column) }));
  },
};

function distinct(column: Column): Column {
  return pickedKeys(countKeys([column], column.length, "getDummies", true))[0]!;
}
