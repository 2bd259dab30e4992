import { registerExports } from "@framepool/pool/worker-side";
import { urlOf } from "./codecs.js";
import { parallelDataFrame } from "./parallel-dataframe.js";
import { parallel } from "./parallel.js";
import { Pipeline } from "./pipeline/Pipeline.js";
import { readCsv } from "./read-csv.js";
import { Explanation } from "./run/Explanation.js";
import { scanArrow } from "./scan-arrow.js";
import { scanCsv } from "./scan-csv.js";
import { scanRows } from "./scan-rows.js";
import { registerTable } from "./tables.js";

// What this package exports travels by its name, `task({ readCsv }, …)`: its source alone would miss what is around it.
registerExports(urlOf("@framepool/parallel/common"), { Explanation, parallel, parallelDataFrame, Pipeline, readCsv, registerTable, scanArrow, scanCsv, scanRows });
