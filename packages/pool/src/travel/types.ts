import type { TaskContext } from "./shipped.js";

declare const signature: unique symbol;
declare const once: unique symbol;

/** A function with what it needs, ready to be given to any parallel call: made by `task` and `moduleTask`. */
export interface Task<A extends readonly unknown[], R> {
  readonly [signature]: (...args: A) => R;
}

/** A value that every worker makes for itself, once: made by `perWorker`, given to `task` as a capture. */
export interface PerWorker<out T> {
  readonly [once]: T;
}

/** What a parallel call takes: a self-contained function, or a task. */
export type Shipped<A extends readonly unknown[], R> = ((...args: A) => R) | Task<A, R>;

/** Any function or task, whatever its arguments. */
export type Shippable = Shipped<never[], unknown>;

/**
 * Classes whose objects travel, one property a class. A package that registers a codec adds its own:
 * `declare module "@framepool/pool" { interface SendableClasses { DataFrame: DataFrame } }`.
 */
export interface SendableClasses {
  date: Date;
  regexp: RegExp;
  view: ArrayBufferView;
  buffer: ArrayBuffer | SharedArrayBuffer;
  error: Error;
}

type IsAny<T> = 0 extends 1 & T ? true : false;
type Primitive = string | number | bigint | boolean | null | undefined;
type Plain = Primitive | SendableClasses[keyof SendableClasses];
type Cannot<Why extends string> = { readonly "cannot be sent": Why };

/** `T` if a value of it can be sent to a worker, else a type that says why not. */
export type Sendable<T> = IsAny<T> extends true
  ? T
  : T extends Plain
    ? T
    : T extends (...args: never[]) => unknown
      ? Cannot<"a function inside a value: capture it by itself">
      : T extends symbol
        ? Cannot<"a symbol">
        : T extends PromiseLike<unknown>
          ? Cannot<"a promise: await it first">
          : // A Map is a WeakMap, structurally: it is asked first.
            T extends ReadonlyMap<infer K, infer V>
            ? K extends Sendable<K>
              ? V extends Sendable<V>
                ? T
                : Cannot<"a Map's value">
              : Cannot<"a Map's key">
            : T extends ReadonlySet<infer V>
              ? V extends Sendable<V>
                ? T
                : Cannot<"a Set's value">
              : T extends WeakKey & { readonly [Symbol.toStringTag]: "WeakMap" | "WeakSet" | "WeakRef" }
                ? Cannot<"a weak reference">
                : { readonly [K in keyof T]: Sendable<T[K]> };

type Code = ((...args: never[]) => unknown) | (abstract new (...args: never[]) => unknown);

/** Captures that can travel: functions and `perWorker` values at the top, sendable values anywhere. */
export type Captures<C> = { readonly [K in keyof C]: C[K] extends Code | PerWorker<unknown> ? C[K] : Sendable<C[K]> };

/** Captures as the function gets them: a `perWorker` value is given as its result. */
export type Given<C> = { readonly [K in keyof C]: C[K] extends PerWorker<infer T> ? Awaited<T> : C[K] };

/** What calls give a module's function of these parameters: all but a last `ctx`, or `{ random }` of it, which comes by itself. */
export type Asked<P extends readonly unknown[]> = P extends readonly [...infer A, infer Last]
  ? [TaskContext] extends [Last]
    ? [keyof Last] extends [never]
      ? P
      : [keyof Last] extends [keyof TaskContext]
        ? A
        : P
    : P
  : P;
