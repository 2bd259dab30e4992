import type { DType } from "@framepool/frame";

/** The schema of a frame whose columns nobody has declared: the type that its default has. */
export type AnySchema = ReturnType<typeof JSON.parse>;

type CellOf<D> = D extends "bool" ? boolean : D extends "string" | "category" ? string : D extends "date" | "timestamp" ? Date : number;
type FromTypes<D> = { -readonly [K in keyof D]: CellOf<D[K]> | null };

/** The schema of a frame that is read with options `O`: whole with `schema`; the named columns, among others, with `dtype`. What `parseDates` makes of a column only its cells say. */
export type CsvSchema<O> = O extends { readonly schema: infer D } ? FromTypes<D>
  : O extends { readonly dtype: DType; readonly parseDates: readonly unknown[] } ? AnySchema
  : O extends { readonly dtype: infer D } ? (D extends DType ? { [column: string]: CellOf<D> | null } : { [column: string]: AnySchema } & FromTypes<D>)
  : AnySchema;
