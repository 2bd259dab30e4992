import { DataFrame, type ArrowTableLike } from "@framepool/frame";

/** Tables of other libraries that `parallelDataFrame` takes and gives. A package that registers one adds its type here. */
export interface Tables {
  arrow: ArrowTableLike;
}

/** How a table of another library becomes a frame, and a frame one of its tables. */
export interface TableKind<T> {
  /** as an error names it: `"a danfojs DataFrame"` */
  readonly name: string;
  readonly test: (value: unknown) => value is T;
  readonly toFrame: (table: T) => DataFrame;
  /** @param like the table that went in: its class and its settings are those of the result */
  readonly fromFrame: (frame: DataFrame, like: T) => T | Promise<T>;
}

const kinds = new Map<string, TableKind<unknown>>();

/** Makes `parallelDataFrame` take and give another library's tables; one of the same name takes the place of an earlier one. */
export function registerTable<T>(kind: TableKind<T>): void {
  kinds.set(kind.name, kind as TableKind<unknown>);
}

/** The kind of a table, or undefined for what none takes. */
export function tableKind(value: unknown): TableKind<unknown> | undefined {
  return [...kinds.values()].find(({ test }) => test(value));
}

/** The kinds there are, as an error lists them. */
export function tableNames(): string {
  return new Intl.ListFormat("en", { type: "disjunction" }).format(["a DataFrame", ...kinds.keys()]);
}

registerTable<ArrowTableLike>({
  name: "an apache-arrow Table",
  test: (value): value is ArrowTableLike => typeof value === "object" && value !== null && "schema" in value && "batches" in value,
  toFrame: (table) => DataFrame.fromArrow(table),
  fromFrame: (frame) => frame.toArrow(),
});
