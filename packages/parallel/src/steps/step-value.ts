import type { DataFrame, Series } from "@framepool/frame/internal";

/** What goes from step to step: `rowsKept` says that row i still is row i of the input part. */
export interface StepValue {
  readonly value: DataFrame | Series;
  readonly rowsKept: boolean;
}
