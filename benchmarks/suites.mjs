// What is measured, as data. A suite is a job, the rows it runs on, who runs it, and how the answer is checked; a contender is a
// job of an adapter in contenders/ and what its length counts (harness/answers.mjs).
import { library as cpythonPool } from "./contenders/cpython-pool.mjs";
import { library as danfojs } from "./contenders/danfojs.mjs";
import { library as duckdb } from "./contenders/duckdb.mjs";
import { library as framepoolPool } from "./contenders/framepool-pool.mjs";
import { library as framepool } from "./contenders/framepool.mjs";
import { library as nodeFork } from "./contenders/node-fork.mjs";
import { library as pandas } from "./contenders/pandas.mjs";
import { library as piscina } from "./contenders/piscina.mjs";
import { library as polars } from "./contenders/polars.mjs";
import { library as rowObjects } from "./contenders/row-objects.mjs";
import { library as tinypool } from "./contenders/tinypool.mjs";
import { library as workerpool } from "./contenders/workerpool.mjs";

export const libraries = { framepool, polars, duckdb, pandas, danfojs, rowObjects, framepoolPool, piscina, tinypool, workerpool, cpythonPool, nodeFork };

export const suites = {
  "csv-length": {
    title: "CSV → a JavaScript function → CSV",
    about: "Read a CSV as text, add `length_str`, write a CSV. Time of the whole process, from spawn to exit.",
    rows: 1_000_000,
    answer: "file",
    measure: "wallMs",
    contenders: [
      { name: "framepool", library: "framepool", job: "csv-length", counts: "utf16Units", label: "framepool, a JavaScript function" },
      { name: "polars", library: "polars", job: "csv-length", counts: "codePoints", label: "nodejs-polars, native expression" },
      { name: "polars-lazy", library: "polars", job: "csv-length-lazy", counts: "codePoints", label: "nodejs-polars, native expression, lazy and streamed" },
      { name: "polars-map", library: "polars", job: "csv-length-map", counts: "utf16Units", label: "nodejs-polars, a JavaScript function (toArray().map)" },
      { name: "duckdb", library: "duckdb", job: "csv-length", counts: "codePoints", label: "DuckDB, native expression" },
      { name: "pandas", library: "pandas", job: "csv-length", counts: "codePoints", label: "pandas + Pool, the source document's script" },
      { name: "row-objects", library: "rowObjects", job: "csv-length", counts: "utf16Units", label: "csv-parse objects + piscina" },
      { name: "danfojs", library: "danfojs", job: "csv-length", counts: "utf16Units", label: "danfojs-node, quoting done by the adapter" },
    ],
  },
  "frame-length": {
    title: "a cheap function over a frame in memory",
    about: "The frame is loaded; a step adds `length_str`. Steps are timed inside the process, the first one apart.",
    rows: 1_000_000,
    answer: "digest",
    measure: "stepMs",
    repeat: 5,
    contenders: [
      { name: "framepool", library: "framepool", job: "frame-length", counts: "utf16Units", label: "framepool, parallelDataFrame" },
      { name: "framepool-serial", library: "framepool", job: "frame-length-serial", counts: "utf16Units", label: "framepool, one thread" },
      { name: "polars", library: "polars", job: "frame-length", counts: "codePoints", label: "nodejs-polars, native expression" },
      { name: "polars-map", library: "polars", job: "frame-length-map", counts: "utf16Units", label: "nodejs-polars, a JavaScript function (toArray().map)" },
      { name: "duckdb", library: "duckdb", job: "frame-length", counts: "codePoints", label: "DuckDB, a new table, its column read" },
      { name: "pandas", library: "pandas", job: "frame-length", counts: "codePoints", label: "pandas + Pool, the source document's script" },
      { name: "pandas-serial", library: "pandas", job: "frame-length-serial", counts: "codePoints", label: "pandas, one process" },
      { name: "row-objects", library: "rowObjects", job: "frame-length", counts: "utf16Units", label: "row objects + piscina" },
      { name: "danfojs", library: "danfojs", job: "frame-length", counts: "utf16Units", label: "danfojs-node" },
    ],
  },
  "parallel-frame": {
    title: "parallelDataFrame against the same function in one thread",
    about: "A cheap function (`length_str`) and a dear one (about 2 µs of arithmetic a row) over a frame in memory, timed inside the process.",
    rows: 1_000_000,
    answer: "digest",
    measure: "stepMs",
    repeat: 7,
    contenders: [
      { name: "cheap-serial", library: "framepool", job: "frame-length-serial", counts: "utf16Units", label: "framepool, cheap, one thread" },
      { name: "cheap-parallel", library: "framepool", job: "frame-length", counts: "utf16Units", label: "framepool, cheap, parallelDataFrame" },
      { name: "pandas", library: "pandas", job: "frame-length", counts: "codePoints", label: "pandas + Pool, cheap, the source document's script", repeat: 3 },
      { name: "heavy-serial", library: "framepool", job: "frame-heavy-serial", counts: "heavy", label: "framepool, dear, one thread" },
      { name: "heavy-parallel", library: "framepool", job: "frame-heavy", counts: "heavy", label: "framepool, dear, parallelDataFrame" },
      { name: "heavy-row-objects", library: "rowObjects", job: "frame-heavy", counts: "heavy", label: "row objects + piscina, dear", repeat: 3 },
    ],
    // Each names the medians it needs; where one is missing the target is said to be unknown, never met.
    targets: [
      {
        text: "cheap, 2 workers: at most 1.1 × one thread + 40 ms",
        of: ["cheap-serial", "cheap-parallel"],
        holds: (serial, parallel) => ({ met: parallel <= 1.1 * serial + 40, figure: `${parallel.toFixed(0)} ms against ${(1.1 * serial + 40).toFixed(0)} ms` }),
      },
      {
        text: "dear, 2 workers: at least 1.8 × as fast as one thread",
        of: ["heavy-serial", "heavy-parallel"],
        holds: (serial, parallel) => ({ met: serial / parallel >= 1.8, figure: `${(serial / parallel).toFixed(2)} ×` }),
      },
      {
        text: "cheap: at least 15 × as fast as the source document's script",
        of: ["pandas", "cheap-parallel"],
        holds: (pandasMs, parallel) => ({ met: pandasMs / parallel >= 15, figure: `${(pandasMs / parallel).toFixed(1)} ×` }),
      },
    ],
  },
  "pool-overhead": {
    title: "what a pool adds to tiny functions, and what starting costs",
    about:
      "`n * 2` for every row's number: as one call with default chunks, and with a chunk an item; the others take one task a call. A start is a new pool until each of its workers has given a result; a process is a new one until its result is here and it has ended. The library is loaded before.",
    rows: 20_000,
    answer: "tasks",
    measure: "stepMs",
    repeat: 5,
    contenders: [
      { name: "one", library: "framepoolPool", job: "tasks-one", counts: "doubles", label: "framepool, `map`, `chunksize: 1`" },
      { name: "chunks", library: "framepoolPool", job: "tasks", counts: "doubles", label: "framepool, `map`" },
      { name: "piscina", library: "piscina", job: "tasks-one", counts: "doubles", label: "piscina, `run`" },
      { name: "tinypool", library: "tinypool", job: "tasks-one", counts: "doubles", label: "tinypool, `run`" },
      { name: "workerpool", library: "workerpool", job: "tasks-one", counts: "doubles", label: "workerpool, `exec`" },
      { name: "cpython-one", library: "cpythonPool", job: "tasks-one", counts: "doubles", label: "CPython's Pool, `map`, `chunksize=1`" },
      { name: "cpython-chunks", library: "cpythonPool", job: "tasks", counts: "doubles", label: "CPython's Pool, `map`" },
      { name: "start", library: "framepoolPool", job: "start", counts: "firsts", label: "framepool, start of a pool" },
      { name: "piscina-start", library: "piscina", job: "start", counts: "firsts", label: "piscina, start of a pool" },
      { name: "tinypool-start", library: "tinypool", job: "start", counts: "firsts", label: "tinypool, start of a pool" },
      { name: "workerpool-start", library: "workerpool", job: "start", counts: "firsts", label: "workerpool, start of a pool" },
      { name: "cpython-start", library: "cpythonPool", job: "start", counts: "firsts", label: "CPython's Pool, start of a pool (fork)" },
      { name: "process", library: "framepoolPool", job: "process", counts: "square", label: "framepool, a Process" },
      { name: "fork", library: "nodeFork", job: "process", counts: "square", label: "child_process.fork" },
      { name: "cpython-process", library: "cpythonPool", job: "process", counts: "square", label: "CPython's Process (fork)" },
    ],
    targets: [
      { text: "20,000 tiny functions with default chunks: at most 5 ms", of: ["chunks"], holds: (ms) => ({ met: ms <= 5, figure: `${ms.toFixed(1)} ms` }) },
      { text: "a chunk an item: at least 5 × piscina's rate", of: ["one", "piscina"], holds: (ours, theirs) => ({ met: theirs / ours >= 5, figure: `${(theirs / ours).toFixed(1)} ×` }) },
      { text: "a chunk an item: at least 2 × the rate of CPython's Pool", of: ["one", "cpython-one"], holds: (ours, theirs) => ({ met: theirs / ours >= 2, figure: `${(theirs / ours).toFixed(1)} ×` }) },
      { text: "start of a pool: at most 1.1 × piscina's", of: ["start", "piscina-start"], holds: (ours, theirs) => ({ met: ours <= 1.1 * theirs, figure: `${(ours / theirs).toFixed(2)} ×` }) },
      { text: "a Process: at most 1.2 × a bare child_process.fork", of: ["process", "fork"], holds: (ours, theirs) => ({ met: ours <= 1.2 * theirs, figure: `${(ours / theirs).toFixed(2)} ×` }) },
    ],
  },
};
