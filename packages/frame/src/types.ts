import type { Cell } from "./cell.js";
import type { DType } from "./data-types.js";
import type { DataFrame } from "./DataFrame.js";
import type { Series } from "./Series.js";

/**
 * The type of what nobody has declared: TypeScript's own unchecked type, taken from where its library gives it. A frame
 * without a declared schema must have it: with `unknown` or a Record, ordinary scripts do not compile.
 */
export type Unchecked = ReturnType<typeof JSON.parse>;

/** What a cell of a column type is in TypeScript. */
export type CellOf<D> = D extends "bool" ? boolean : D extends "string" | "category" ? string : D extends "date" | "timestamp" ? Date : number;

export type IsAny<T> = 0 extends 1 & T ? true : false;
/** `"x"` → `string`, `1` → `number` … */
export type Widen<T> = IsAny<T> extends true ? Unchecked
  : T extends string ? string : T extends number ? number : T extends bigint ? bigint : T extends boolean ? boolean : T;
export type Flat<T> = { [K in keyof T]: T[K] } & {};

/** Column names of a schema; every string if it is not known. */
export type Name<S> = keyof S & string;
/** A schema that other columns may be in too. */
export interface Open { [column: string]: Unchecked }
/** What a verb adds to where the schema is unknown. */
export type Known<S> = IsAny<S> extends true ? Open : S;
/** `Omit` would lose the columns that are beside an index signature. */
export type Without<S, K> = { [P in keyof S as P extends K ? never : P]: S[P] };
export type Overwrite<S, N> = Flat<Without<Known<S>, keyof N> & N>;
export type Selected<S, K> = Flat<{ [P in K & string]: Known<S>[P & keyof Known<S>] }>;

/** One row of a frame with schema `S`. */
export type Row<S> = IsAny<S> extends true ? Unchecked : { readonly [K in keyof S]: S[K] };

/** What `assign` takes for a column. */
export type NewColumn<S> = Cell | readonly Cell[] | Series<Cell> | ((df: DataFrame<S>) => Cell | readonly Cell[] | Series<Cell>);
// Arrays first: structurally, an array has all that gives a Series its cell type.
export type Made<V> = V extends (...args: never[]) => infer R ? Made<R>
  : V extends readonly (infer T)[] ? Widen<T>
  : V extends Series<infer T> ? T
  : Widen<V>;
export type Assigned<S, N> = Overwrite<S, { -readonly [K in keyof N]: Made<N[K]> }>;
export type Renamed<S, M> = Flat<{ [K in keyof S as K extends keyof M ? (M[K] extends string ? M[K] : K) : K]: S[K] }>;

/** An object of cells: the result of a row function that makes several columns. No functions in it. */
export type RowResult<R> = { readonly [K in keyof R]: Cell | undefined } & { readonly [Symbol.hasInstance]?: never };
/** What `apply` over rows gives: scalars a Series, objects a DataFrame. */
export type Applied<R> = IsAny<R> extends true ? Series
  : [R] extends [Cell | undefined] ? Series<Filled<Widen<R>>>
  : DataFrame<Flat<{ -readonly [K in keyof NonNullable<R>]-?: Filled<Widen<NonNullable<R>[K]>> | Missing<R> }>>;
/** What `apply` over columns gives: Series a DataFrame, scalars one value for each column. */
export type AppliedColumns<S, R> = IsAny<R> extends true ? Unchecked
  : R extends Series<infer T> ? DataFrame<IsAny<S> extends true ? Unchecked : { [K in keyof S]: T }>
  : { [K in keyof Known<S>]: R };

/** `undefined` is a missing cell, so it comes back as `null`. */
export type Filled<T> = IsAny<T> extends true ? Unchecked : undefined extends T ? Exclude<T, undefined> | null : T;
export type Missing<T> = IsAny<T> extends true ? null : null extends T ? null : undefined extends T ? null : never;

/** The result of arithmetic on cells of two types. */
export type Computed<T, O> = IsAny<T> extends true ? Unchecked
  : (NonNullable<T> extends string ? string : NonNullable<T> extends bigint ? bigint | number : NonNullable<T> extends Date ? Unchecked : number) | Missing<T> | Missing<O>;

/** The schema of a frame that is made from row objects. */
export type FromRow<R> = IsAny<R> extends true ? Unchecked : { -readonly [K in keyof R]-?: Filled<Widen<R[K]>> };
/** Cells by column. */
export type Lists<S> = IsAny<S> extends true ? Unchecked : { -readonly [K in keyof S]: S[K][] };

export type SchemaOf<F> = F extends DataFrame<infer S> ? S : never;
type KeysOfAny<S> = S extends unknown ? keyof S : never;
type Stacked<S, K> = S extends unknown ? (K extends keyof S ? S[K] : null) : never;
type Both<S> = (S extends unknown ? (schema: S) => void : never) extends (schema: infer I) => void ? I : never;
/** The schema of frames below each other (or side by side, `axis: 1`); `S` is the union of theirs. */
export type Concatenated<S, J, A> = IsAny<S> extends true ? Unchecked
  : A extends 1 ? Flat<Both<S>>
  : J extends "inner" ? Flat<{ [K in keyof S]: S[K] }>
  : Flat<{ [K in KeysOfAny<S>]: Stacked<S, K> }>;

/** The column type, or types by column, that a frame is made with. */
export interface FrameOptions {
  /** one type for every column, or a type for some of them; the others are inferred */
  readonly dtype?: DType | { readonly [column: string]: DType };
  /** read 64-bit integers as bigints; a number that is not exact would throw */
  readonly int64?: "bigint";
}

/** What `fillna` takes by column: a value, or a Series of them. */
export type FilledBy<S> = { readonly [K in Name<S>]?: Cell | Series<Cell> };
type FillOf<V> = V extends Series<infer T> ? T : V;
/** The schema after `fillna` by column: what is filled with a value is not missing any more. */
export type FilledColumns<S, V> = IsAny<S> extends true ? Unchecked
  : Flat<{ [K in keyof S]: K extends keyof V ? (null extends FillOf<V[K]> ? S[K] : undefined extends V[K] ? S[K] : NonNullable<S[K]>) : S[K] }>;
/** The schema after `dropna`: the columns that were looked at have no missing cells. */
export type Present<S, K> = IsAny<S> extends true ? Unchecked : Flat<{ [P in keyof S]: P extends K ? NonNullable<S[P]> : S[P] }>;
/** The schema after `astype`. */
export type Retyped<S, D> = Overwrite<S, { -readonly [K in keyof D]: CellOf<D[K]> | null }>;
/** The schema after `getDummies`: the new columns are named by values, which no type knows. */
export type Dummied<S, K, V> = Flat<Without<Known<S>, K> & { [dummy: string]: V }>;
/** The schema after numbers were scaled, or values encoded as numbers. */
export type Scaled<S, K> = IsAny<S> extends true ? Unchecked : Flat<{ [P in keyof S]: P extends K ? number | null : S[P] }>;
/** The schema after numbers were made the values again that they stand for. */
export type Encoded<S, K> = IsAny<S> extends true ? Unchecked : Flat<{ [P in keyof S]: P extends K ? Unchecked : S[P] }>;
/** The schema after missing cells were filled. */
export type Imputed<S, K> = IsAny<S> extends true ? Unchecked : Flat<{ [P in keyof S]: P extends K ? NonNullable<S[P]> : S[P] }>;
