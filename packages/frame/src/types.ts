import type { CustomAggregate } from "./aggregates/custom.js";
import type { AggregateName } from "./aggregates/named.js";
import type { Cell, FlagCell, NumberCell, TextCell, TimeCell } from "./cell.js";
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
/** Whether names are computed (`{ [name]: … }`), so that TypeScript does not know which. */
type Computes<N> = string extends keyof N ? true : false;
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
/** Of computed names nobody knows which columns are new: those that were there are what they were, others unchecked. */
export type Assigned<S, N> = Computes<N> extends true ? (IsAny<S> extends true ? Unchecked : Flat<S & Open>)
  : Overwrite<S, { -readonly [K in keyof N]: Made<N[K]> }>;
export type Renamed<S, M> = Computes<M> extends true ? (IsAny<S> extends true ? Unchecked : Flat<S & Open>) : Flat<{ [K in keyof S as K extends keyof M ? (M[K] extends string ? M[K] : K) : K]: S[K] }>;

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

// Which cells a method is for is the type of its `this`, and that depends on what it is given: so functions of any
// `Series<T extends number>` or `DataFrame<S extends { Age: number }>` can call it with values whose type is known (and, of
// numbers, with values of `T`), where a condition on `T` would wait for it.

/**
 * Anything, where the type of cells says several kinds of which some are `K`, or none: a column has one of them, and nobody
 * knows which. Else nothing. A condition of which one side is unchecked does not hinder `out`.
 */
export type OneOf<T, K> = unknown extends T ? Unchecked : [Extract<NonNullable<T>, NonNullable<K>>] extends [never] ? never : Unchecked;
/** Whether cells of type `T` are certainly none of `K`. */
type Lacks<T, K> = [T] extends [K] ? false : [OneOf<T, K>] extends [never] ? true : false;
/** A Series of cells of kind `K`, or one of which nobody knows. */
export type SeriesOf<T, K> = Series<K> | OneOf<T, K>;
/** Whether nothing is known of a value: of an unchecked type, or always missing. */
type NoKind<O> = IsAny<O> extends true ? true : [NonNullable<O>] extends [never] ? true : false;
/** Cells of columns in which a value of type `O` can stand. */
export type CellsBeside<O> = NoKind<O> extends true ? unknown
  : [O] extends [FlagCell] ? FlagCell
  : [O] extends [NumberCell] ? number | bigint | null | undefined
  : [O] extends [TextCell] ? TextCell
  : [O] extends [TimeCell] ? TimeCell
  : unknown;
/** Cells that are compared with a value of type `O`: bools are numbers then. */
export type CellsComparedWith<O> = NoKind<O> extends true ? unknown : [O] extends [NumberCell] ? NumberCell : CellsBeside<O>;
/** Cells to which a value of type `O` is added: numbers to numbers and times, times to durations, text to text. */
export type CellsAddedTo<O> = NoKind<O> extends true ? unknown
  : [O] extends [NumberCell] ? NumberCell | TimeCell
  : [O] extends [TimeCell] ? NumberCell
  : CellsBeside<O>;
/** Cells from which a value of type `O` is taken: numbers from numbers and times, times from times. */
export type CellsLess<O> = NoKind<O> extends true ? NumberCell | TimeCell
  : [O] extends [TimeCell] ? TimeCell
  : [O] extends [TextCell] ? null
  : NumberCell | TimeCell;

/** What numbers of two types come to. */
export type Counted<T, O> = IsAny<T> extends true ? Unchecked
  : [T] extends [NumberCell] ? (NonNullable<T> extends bigint ? bigint | number : number) | Missing<T> | Missing<O>
  : Unchecked; // one of several kinds
/** What a sum or a difference of cells of two types is. */
export type Computed<T, O> = IsAny<T> extends true ? Unchecked
  : NonNullable<T> extends string ? string | Missing<T> | Missing<O>
  : NonNullable<T> extends Date ? Unchecked
  : NoKind<O> extends true ? Counted<T, O>
  : [O] extends [TimeCell] ? Unchecked // a duration, and a time
  : Counted<T, O>;

/** What lies between two cells of a column: numbers between numbers, durations between times. */
export type Differences<T> = IsAny<T> extends true ? Unchecked : NonNullable<T> extends Date ? Unchecked : Counted<T, null>;

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
/** The schema of a frame that `fillna` by column is for. Numbers fill bools, too: a mean that is asked for with the others. */
export type FilledFrom<S, V> = Computes<V> extends true ? Unchecked
  : object & { [K in keyof V]?: CellsComparedWith<FillOf<V[K]>> | OneOf<CellsOf<S, K>, CellsComparedWith<FillOf<V[K]>>> };
type FillOf<V> = V extends Series<infer T> ? T : V;
/** The schema after `fillna` by column: what is filled with a value is not missing any more. */
export type FilledColumns<S, V> = IsAny<S> extends true ? Unchecked : Computes<V> extends true ? S
  : Flat<{ [K in keyof S]: K extends keyof V ? (null extends FillOf<V[K]> ? S[K] : undefined extends V[K] ? S[K] : NonNullable<S[K]>) : S[K] }>;
/** The schema after `dropna`: the columns that were looked at have no missing cells. */
export type Present<S, K> = IsAny<S> extends true ? Unchecked : Flat<{ [P in keyof S]: P extends K ? NonNullable<S[P]> : S[P] }>;
/** Cells of `T` after some became `M`: where that is another kind, no others are left. */
export type Replaced<T, M> = [T] extends [CellsBeside<M>] ? T | Widen<M> : Widen<M> | Missing<T>;
/** The schema after `astype`. */
export type Retyped<S, D> = Computes<D> extends true ? S : Overwrite<S, { -readonly [K in keyof D]: CellOf<D[K]> | null }>;
/** The schema after `getDummies`: the new columns are named by values, which no type knows. */
export type Dummied<S, K, V> = Flat<Without<Known<S>, K> & { [dummy: string]: V }>;
/** The schema after numbers were scaled, or values encoded as numbers. */
export type Scaled<S, K> = IsAny<S> extends true ? Unchecked : Flat<{ [P in keyof S]: P extends K ? number | null : S[P] }>;
/** The schema after numbers were made the values again that they stand for. */
export type Encoded<S, K> = IsAny<S> extends true ? Unchecked : Flat<{ [P in keyof S]: P extends K ? Unchecked : S[P] }>;
/** The schema after missing cells were filled. */
export type Imputed<S, K> = IsAny<S> extends true ? Unchecked : Flat<{ [P in keyof S]: P extends K ? NonNullable<S[P]> : S[P] }>;

/** What a sum or a product of cells is. */
export type Summed<T> = IsAny<T> extends true ? Unchecked : NonNullable<T> extends bigint ? bigint : number;
/** What an item of a list is, or a character of a text. */
export type Picked<T> = IsAny<T> extends true ? Unchecked : NonNullable<T> extends readonly (infer I)[] ? I | null : string | null;
/** What a mean, a median or a quantile of cells is: of times a time. */
export type Averaged<T> = IsAny<T> extends true ? Unchecked : Average<T> | null;
// Of each type that a cell may have: so of any `T extends number` TypeScript knows that it is a number.
type Average<T> = T extends null | undefined ? never : T extends Date ? Date : number;
/** One value for each column. */
export type Each<S, V> = IsAny<S> extends true ? Unchecked : { [K in keyof S]: V };
/** The aggregate of each column that has one. */
export type EachAggregated<S, F extends AggregateName> = IsAny<S> extends true ? Unchecked
  : { [K in keyof S as Lacks<S[K], CellsWith<F>> extends true ? never : K]: AggregatedCell<S[K], F> };
/** Several quantiles of each column that has them. */
export type Quantiles<S> = IsAny<S> extends true ? Unchecked : Flat<{ quantile: number } & EachAggregated<S, "median">>;
/** The schema of `valueCounts`: the value's column is named as the Series. */
export type ValueCounts<O> = Open & (O extends { readonly normalize: true } ? { proportion: number } : { count: number });
export type Described<S> = IsAny<S> extends true ? Open & { statistic: string } : Flat<{ statistic: string } & { [K in keyof S]?: Unchecked }>;

/** What is given for each group of a column: an aggregate's name, a function of the group's Series, or an aggregate in parts. */
export type Aggfunc = AggregateName | ((series: Series) => Cell | undefined) | CustomAggregate<Unchecked, Unchecked>;
/** Cells that have an aggregate, or all of several: text has no mean. */
export type CellsWith<F> = [AggregateName] extends [F] ? unknown // what specs are before their functions have been looked at
  : [Extract<F, "sum" | "var" | "prod" | "skew" | "kurt" | "any" | "all">] extends [never]
  ? [Extract<F, "mean" | "median" | "std">] extends [never] ? unknown : NumberCell | TimeCell
  : NumberCell;
/** What `agg` takes for one column. */
export type AggSpecOf = Aggfunc | readonly Aggfunc[] | { readonly column: string; readonly aggfunc: Aggfunc };
/** Columns that specs name and a frame does not have: a name of its own is only for `{ column, aggfunc }`. */
type NoColumns<S, N> = IsAny<S> extends true ? never
  : string extends keyof N ? never // what specs are before their functions have been looked at
  : { [K in keyof N]: N[K] extends { readonly column: infer C } ? Exclude<C, Name<S>> : Exclude<K, Name<S>> }[keyof N];
/** Names of aggregates among what is given for a column of cells of type `T` that these do not have. */
type NoNames<T, F> = F extends readonly (infer G)[] ? NoNames<T, G> : F extends AggregateName ? (Lacks<T, CellsWith<F>> extends true ? F : never) : never;
/** Such names, of all columns. */
type NoAggregates<S, N> = IsAny<S> extends true ? never
  : string extends keyof N ? never
  : { [K in keyof N]: N[K] extends { readonly column: infer C; readonly aggfunc: infer F } ? NoNames<CellsOf<S, C>, F> : NoNames<CellsOf<S, K>, N[K]> }[keyof N];
/**
 * Nothing to give where all columns are there, and have the aggregates; else an argument that nobody can give, so that the
 * call does not compile.
 */
export type OnlyColumns<S, N> = [NoColumns<S, N>] extends [never]
  ? [NoAggregates<S, N>] extends [never] ? [] : [noSuchAggregate: { readonly "no aggregate of such cells": NoAggregates<S, N> }]
  : [noSuchColumn: { readonly "no such column": NoColumns<S, N> }];
/** One cell of a column of `T`, aggregated. */
export type AggregatedCell<T, F> = F extends "count" | "size" | "nunique" ? number
  : F extends "any" | "all" ? boolean
  : F extends "sum" | "prod" ? Summed<T>
  : F extends "mean" | "median" ? Averaged<T>
  : F extends "std" | "var" | "skew" | "kurt" ? number | null
  : F extends "min" | "max" | "first" | "last" | "mode" ? (IsAny<T> extends true ? Unchecked : T | null)
  : F extends (series: never) => infer R ? Filled<Widen<R>>
  : F extends { finish(state: never): infer R } ? Filled<Widen<R>>
  : Unchecked;
type UnionToBoth<U> = (U extends unknown ? (part: U) => void : never) extends (part: infer I) => void ? I : never;
export type CellsOf<S, K> = Known<S>[K & keyof Known<S>];
type ListResult<T, K extends string, F> = [Exclude<F, AggregateName>] extends [never] ? { [N in F & string as `${K}_${N}`]: AggregatedCell<T, N> } : Open;
type SpecResult<S, K extends string, V> = V extends readonly (infer F)[] ? ListResult<CellsOf<S, K>, K, F>
  : V extends { readonly column: infer C; readonly aggfunc: infer F } ? { [N in K]: AggregatedCell<CellsOf<S, C>, F> }
  : { [N in K]: AggregatedCell<CellsOf<S, K>, V> };
/** What a list of aggregates makes of one column. */
export type ListAggregates<T, F> = [Exclude<F, AggregateName>] extends [never] ? { [N in F & string]: AggregatedCell<T, N> } : Open;
/** The columns that specs by column make. */
export type AggResult<S, N> = Flat<UnionToBoth<{ [K in keyof N & string]: SpecResult<S, K, N[K]> }[keyof N & string]>>;
type KeyColumns<S, K> = { [P in K & string]: CellsOf<S, P> };
/** The keys, then the columns that specs by column make. */
export type Grouped<S, K, N> = Flat<KeyColumns<S, K> & AggResult<S, N>>;
/** The keys, then every other column that has it aggregated by one function. */
export type GroupedEach<S, K, F> = IsAny<S> extends true ? Unchecked
  : Flat<{ [P in keyof S as P extends K ? P : [NoNames<S[P], F>] extends [never] ? P : never]: P extends K ? S[P] : AggregatedCell<S[P], F> }>;
/** The keys, then what each of several aggregates makes of every other column. */
export type GroupedList<S, K, F> = IsAny<S> extends true ? Unchecked
  : Flat<KeyColumns<S, K> & UnionToBoth<{ [P in Exclude<keyof S, K> & string]: ListResult<S[P], P, F> }[Exclude<keyof S, K> & string]>>;
/** The keys, then one more column. */
export type GroupedWith<S, K, N extends string, V> = Flat<KeyColumns<S, K> & { [P in N]: V }>;
/** The keys, then what is said of a column of numbers; quantiles by their percents. */
export type ColumnDescribed<S, K> = Flat<KeyColumns<S, K> & { count: number } & { [P in "mean" | "std" | "min" | "max" | `${number}%`]: number | null }>;
/** The keys, then what is said of every other column of numbers. */
export type GroupDescribed<S, K> = IsAny<S> extends true ? Unchecked : Flat<KeyColumns<S, K>
  & { [P in Exclude<keyof S, K> & string as Lacks<S[P], NumberCell> extends true ? never : `${P}_count`]: number }
  & { [P in Exclude<keyof S, K> & string as Lacks<S[P], NumberCell> extends true ? never : `${P}_${"mean" | "std" | "min" | "max" | `${number}%`}`]: number | null }>;
/** The keys, then what a function made of each group. */
export type GroupApplied<S, K, R> = IsAny<R> extends true ? DataFrame
  : R extends DataFrame<infer T> ? DataFrame<IsAny<T> extends true ? Unchecked : Flat<KeyColumns<S, K> & T>>
  : R extends Series<infer T> ? DataFrame<Open & KeyColumns<S, K> & { value: T }>
  : [R] extends [Cell | undefined] ? DataFrame<GroupedWith<S, K, "value", Filled<Widen<R>>>>
  : DataFrame<Flat<KeyColumns<S, K> & { -readonly [P in keyof NonNullable<R>]-?: Filled<Widen<NonNullable<R>[P]>> | Missing<R> }>>;
/** The cells that a function of a group's Series gives for its rows. Arrays first: they look like a Series. */
export type Transformed<R> = R extends readonly (infer V)[] ? Widen<V> : R extends Series<infer V> ? V : Filled<Widen<R>>;
/** One value for each row, of every column that is no key. */
export type EachOther<S, K, V> = IsAny<S> extends true ? Unchecked : { [P in keyof S as P extends K ? never : P]: V };
/** For each row its group's aggregate, of every column that is no key. */
export type GroupTransformed<S, K, F> = IsAny<S> extends true ? Unchecked : { [P in keyof S as P extends K ? never : P]: AggregatedCell<S[P], F> | null };
/** The values of other rows of the group, of every column that is no key, and what stands where there are none. */
export type GroupShifted<S, K, O> = IsAny<S> extends true ? Unchecked : { [P in keyof S as P extends K ? never : P]: S[P] | Widen<O> };
/** The key of a group: a list, if there are several. */
export type GroupKey = Cell;

/** Rows of two frames side by side. */
type Beside<A, B, How> = How extends "semi" | "anti" ? A : Flat<A & { [K in keyof B as K extends keyof A ? never : K]: How extends "inner" | "cross" ? B[K] : B[K] | null }>;
type LeftOf<S, How> = How extends "right" | "outer" ? { [K in keyof S]: S[K] | null } : S;
/**
 * The schema of a merge. Where both sides have columns of one name beside the keys, their names depend on suffixes: the
 * schema is not known then.
 */
export type Merged<A, B, O> = IsAny<A> extends true ? Unchecked : IsAny<B> extends true ? Unchecked
  : O extends { readonly how: infer H } ? MergedBy<A, B, O, H> : MergedBy<A, B, O, "inner">;
type KeysGiven<A, B, O> = O extends { readonly on: infer K } ? (K extends readonly (infer P)[] ? P : K) : O extends { readonly leftOn: infer L; readonly rightOn: infer R } ? (L extends readonly unknown[] ? never : L extends R ? L : never) : keyof A & keyof B;
type MergedBy<A, B, O, H> = H extends "semi" | "anti" ? A
  : [Exclude<keyof A & keyof B, KeysGiven<A, B, O>>] extends [never]
    ? Flat<Beside<LeftOf<A, H>, B, H> & (O extends { readonly indicator: true } ? { _merge: string } : unknown)>
    : Unchecked;
/** The schema of a melted frame. */
export type Melted<S, O> = IsAny<S> extends true ? Unchecked
  : Flat<(O extends { readonly idVars: infer I } ? { [K in (I extends readonly (infer P)[] ? P : I) & keyof S]: S[K] } : unknown)
    & { [K in O extends { readonly varName: infer N extends string } ? N : "variable"]: string }
    & { [K in O extends { readonly valueName: infer N extends string } ? N : "value"]: S[MeltedColumns<S, O> & keyof S] }>;
type MeltedColumns<S, O> = O extends { readonly valueVars: infer V } ? (V extends readonly (infer P)[] ? P : V)
  : O extends { readonly idVars: infer I } ? Exclude<keyof S, I extends readonly (infer P)[] ? P : I> : keyof S;
/** The schema after lists were taken apart. */
export type ExplodedSchema<S, K> = IsAny<S> extends true ? Unchecked : Flat<{ [P in keyof S]: P extends K ? Item<S[P]> : S[P] }>;
export type Item<T> = IsAny<T> extends true ? Unchecked : NonNullable<T> extends readonly (infer I)[] ? I | null : T;
/** The keys, then a column for each aggregate of one column. */
export type NamedAggregates<S, K, C, N> = Flat<KeyColumns<S, K> & { -readonly [P in keyof N]: AggregatedCell<CellsOf<S, C>, N[P]> }>;
