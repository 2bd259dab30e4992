import { registerTable } from "@framepool/parallel";
import { isDanfoFrame, type DanfoClass, type DanfoFrame } from "./danfo-frame.js";
import { fromDanfo } from "./from-danfo.js";
import { makeDanfo } from "./to-danfo.js";

export { parallelDataFrame } from "@framepool/parallel";
export type { DanfoFrame, DanfoModule } from "./danfo-frame.js";
export { fromDanfo, type FromDanfoOptions } from "./from-danfo.js";
export { toDanfo, type ToDanfoOptions } from "./to-danfo.js";

declare module "@framepool/parallel" {
  interface Tables {
    danfo: DanfoFrame;
  }
}

// What goes in comes out: of the same copy of danfojs, which is loaded here and in no worker, and with its configuration.
registerTable<DanfoFrame>({
  name: "a danfojs DataFrame",
  test: isDanfoFrame,
  toFrame: (df) => fromDanfo(df),
  fromFrame: (frame, like) => makeDanfo(frame, classOf(like), {}, like.config),
});

function classOf(df: DanfoFrame): DanfoClass<DanfoFrame> {
  return (Object.getPrototypeOf(df) as { readonly constructor: DanfoClass<DanfoFrame> }).constructor;
}
