import type { Column } from "../column.js";
import type { DataFrame } from "../DataFrame.js";
import { makeFrame } from "../frame-maker.js";
import type { Scaled } from "../types.js";
import { ColumnwiseTransformer } from "./ColumnwiseTransformer.js";
import { mapFloats } from "./map-floats.js";

/** Numbers by column name. */
export type ByColumn<V, K extends string> = { readonly [column in K]: V };

/** A transformer that moves and scales numbers, float64; missing cells stay missing. */
export abstract class Scaler<P, F, K extends string> extends ColumnwiseTransformer<P, F> {
  /** The frame with its numbers scaled; other columns are shared. Throws FrameError for a column that is not there, or not numeric. */
  override transform<S>(frame: DataFrame<S>): DataFrame<Scaled<S, K>> { return makeFrame(this.inPlace(frame, (column, state) => this.#mapped(column, this.scaling(state)))); }

  /** {@link Scaler.fit}, then {@link Scaler.transform}. */
  override fitTransform<S>(frame: DataFrame<S>): DataFrame<Scaled<S, K>> { return this.fit(frame).transform(frame); }

  /** The frame with its numbers as they were before they were scaled. */
  override inverseTransform<S>(frame: DataFrame<S>): DataFrame<Scaled<S, K>> { return makeFrame(this.inPlace(frame, (column, state) => this.#mapped(column, this.unscaling(state)))); }

  protected abstract scaling(state: F): (value: number) => number;
  protected abstract unscaling(state: F): (value: number) => number;

  #mapped(column: Column, fn: (value: number) => number): Column { return mapFloats(this.label, column, fn); }
}
