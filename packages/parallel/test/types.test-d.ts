// Wrong calls of pipelines must not compile: checked by `npm run types`, never run.
import { DataFrame } from "@framepool/frame";
import { parallel } from "@framepool/parallel";

const pipe = parallel(new DataFrame({ name: ["Ann", "Bo"], age: [30, 41], port: ["S", "C"] }));

pipe.select(["age"]).groupby("age").size();
pipe.groupby("port").agg({ age: "mean" });
// @ts-expect-error no such column
pipe.select(["aeg"]);
// @ts-expect-error no such column
pipe.groupby("prot");
// @ts-expect-error no such column
pipe.groupby("port").agg({ aeg: "mean" });
// @ts-expect-error dropped before
pipe.drop("age").select(["age"]);
