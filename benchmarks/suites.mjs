// What is measured, as data. A suite is a job, the rows it runs on, who runs it, how the answer is checked and what should come
// of it (harness/targets.mjs); suites of one `family` share a table. A contender is a job of an adapter in contenders/, what it
// counts (harness/answers.mjs), and the rows it is limited to where more would tell nothing new.
import { library as arqueroFile } from "./contenders/arquero-file.mjs";
import { library as arqueroFrame } from "./contenders/arquero-frame.mjs";
import { library as csvParse } from "./contenders/csv-parse.mjs";
import { library as cpythonPool } from "./contenders/cpython-pool.mjs";
import { library as danfojsFile } from "./contenders/danfojs-file.mjs";
import { library as danfojsFrame } from "./contenders/danfojs-frame.mjs";
import { library as danfojs } from "./contenders/danfojs.mjs";
import { library as duckdbFile } from "./contenders/duckdb-file.mjs";
import { library as duckdb } from "./contenders/duckdb.mjs";
import { library as framepoolFile } from "./contenders/framepool-file.mjs";
import { library as framepoolFrame } from "./contenders/framepool-frame.mjs";
import { library as framepoolPool } from "./contenders/framepool-pool.mjs";
import { library as framepool } from "./contenders/framepool.mjs";
import { library as nodeFork } from "./contenders/node-fork.mjs";
import { library as pandas } from "./contenders/pandas.mjs";
import { library as piscina } from "./contenders/piscina.mjs";
import { library as polarsFile } from "./contenders/polars-file.mjs";
import { library as polarsFrame } from "./contenders/polars-frame.mjs";
import { library as polars } from "./contenders/polars.mjs";
import { library as rowObjects } from "./contenders/row-objects.mjs";
import { library as tinypool } from "./contenders/tinypool.mjs";
import { library as workerpool } from "./contenders/workerpool.mjs";
import { fileFamily, fileSuites } from "./file-suites.mjs";
import { frameFamily, frameSuites } from "./frame-suites.mjs";

export const libraries = {
  framepool, polars, duckdb, pandas, danfojs, rowObjects, csvParse, framepoolPool, piscina, tinypool, workerpool, cpythonPool, nodeFork, framepoolFrame, polarsFrame, arqueroFrame, danfojsFrame,
  framepoolFile, polarsFile, duckdbFile, arqueroFile, danfojsFile,
};

/** What is said above the table that the suites of a family share. */
export const families = { frame: frameFamily, file: fileFamily };

const MILLION = 1_000_000;
const TEN_MILLION = 10_000_000;

/** Holds if the first took at most a `least`th of the time of the fastest of the others. */
const timesAsFastAsBest = (least) => (ours, ...theirs) => {
  const ratio = Math.min(...theirs) / ours;
  return { met: ratio >= least, figure: `${ratio.toFixed(2)} ×` };
};

/** A part of the time of the fastest of the others that the first may take. */
const atMostOfBest = (most) => (ours, ...theirs) => {
  const part = ours / Math.min(...theirs);
  return { met: part <= most, figure: `${part.toFixed(2)} ×` };
};

const limits = {
  objects: { rows: MILLION, why: "it keeps all rows as objects or arrays of JavaScript, and a heap of 4 GB does not hold ten million" },
  minute: { rows: MILLION, why: "it takes more than a minute over ten million" },
};

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
      { name: "duckdb-utf16", library: "duckdb", job: "csv-length-utf16", counts: "utf16Units", label: "DuckDB, native expression that counts UTF-16 units" },
      { name: "pandas", library: "pandas", job: "csv-length", counts: "codePoints", label: "pandas + Pool, the source document's script", limit: limits.minute },
      { name: "row-objects", library: "rowObjects", job: "csv-length", counts: "utf16Units", label: "csv-parse objects + piscina", limit: limits.objects },
      { name: "danfojs", library: "danfojs", job: "csv-length", counts: "utf16Units", label: "danfojs-node, quoting done by the adapter", limit: limits.objects },
    ],
    targets: [
      {
        text: "at least 2 × as fast as the best of nodejs-polars and DuckDB",
        rows: [MILLION],
        of: ["framepool", "polars", "polars-lazy", "duckdb"],
        holds: timesAsFastAsBest(2),
      },
      {
        text: "at least 4 × as fast as the best of nodejs-polars and DuckDB",
        rows: [TEN_MILLION],
        of: ["framepool", "polars", "polars-lazy", "duckdb"],
        holds: timesAsFastAsBest(4),
      },
      { text: "at least 20 × as fast as the source document's script", rows: [MILLION], of: ["framepool", "pandas"], holds: timesAsFastAsBest(20) },
      { text: "at least 40 × as fast as danfojs-node", rows: [MILLION], of: ["framepool", { name: "danfojs", evenWrong: true }], holds: timesAsFastAsBest(40) },
      {
        text: "peak RSS at most 300 MB",
        rows: [TEN_MILLION],
        of: ["framepool"],
        take: "maxRss",
        holds: (bytes) => ({ met: bytes <= 300e6, figure: `${(bytes / 1e6).toFixed(0)} MB` }),
      },
      {
        text: "the output is byte for byte that of DuckDB, where it counts as JavaScript does",
        of: ["framepool", "duckdb-utf16"],
        take: "sha256",
        holds: (ours, theirs) => ({ met: ours === theirs, figure: `SHA-256 ${ours.slice(0, 12)}… and ${theirs.slice(0, 12)}…` }),
      },
      {
        text: "ten million rows take at most 10.5 × the time of one million",
        rows: [MILLION, TEN_MILLION],
        of: [{ name: "framepool", rows: TEN_MILLION }, { name: "framepool", rows: MILLION }],
        holds: atMostOfBest(10.5),
      },
    ],
  },
  "csv-recipe": {
    title: "CSV → five new columns → CSV",
    about: "Title of the name by a regular expression, family size, deck, one of four bands of the fare, and whether somebody is alone are added to a CSV; the other fields stay as they are. Time of the whole process.",
    rows: MILLION,
    answer: "file",
    measure: "wallMs",
    contenders: [
      { name: "framepool", library: "framepool", job: "csv-recipe", counts: "recipe", label: "framepool, a JavaScript function" },
      { name: "polars", library: "polars", job: "csv-recipe", counts: "recipe", label: "nodejs-polars, native expressions" },
      { name: "polars-lazy", library: "polars", job: "csv-recipe-lazy", counts: "recipe", label: "nodejs-polars, native expressions, lazy and streamed" },
      { name: "duckdb", library: "duckdb", job: "csv-recipe", counts: "recipe", label: "DuckDB, SQL" },
      { name: "pandas", library: "pandas", job: "csv-recipe", counts: "recipe", label: "pandas, vectorised, one process" },
    ],
    targets: [{ text: "at least 2 × as fast as the faster way of nodejs-polars", of: ["framepool", "polars", "polars-lazy"], holds: timesAsFastAsBest(2) }],
  },
  "csv-read": {
    title: "a CSV into memory as text, every cell read by JavaScript",
    about: "All cells are read as text, then the lengths and last characters of every column are summed and its missing cells counted, by JavaScript. Time of the whole process.",
    rows: MILLION,
    answer: "cells",
    measure: "wallMs",
    contenders: [
      { name: "framepool", library: "framepool", job: "csv-read", counts: "textCells", label: "framepool, readCsv, each column iterated over" },
      { name: "polars", library: "polars", job: "csv-read", counts: "textCells", label: "nodejs-polars, each column's toArray()" },
      { name: "duckdb", library: "duckdb", job: "csv-read", counts: "textCells", label: "DuckDB, a result in memory, each chunk's getColumnValues()" },
      { name: "csv-parse", library: "csvParse", job: "csv-read", counts: "textCells", label: "csv-parse, arrays", limit: limits.objects },
      { name: "danfojs", library: "danfojs", job: "csv-read", counts: "textCells", label: "danfojs-node, each column's values", limit: limits.objects },
      { name: "pandas", library: "pandas", job: "csv-read", counts: "textCells", label: "pandas, which sums by itself: no JavaScript sees a cell" },
    ],
    targets: [{ text: "at most the time of nodejs-polars", of: ["framepool", "polars"], holds: atMostOfBest(1) }],
  },
  "csv-read-typed": {
    title: "a CSV into memory with types, every cell read by JavaScript",
    about: "As csv-read, but columns of numbers are read as such and their numbers summed; where the types come from is said of each. Time of the whole process.",
    rows: MILLION,
    answer: "cells",
    measure: "wallMs",
    contenders: [
      { name: "framepool", library: "framepool", job: "csv-read-typed", counts: "typedCells", label: "framepool, types of the whole file" },
      { name: "polars", library: "polars", job: "csv-read-typed", counts: "typedCells", label: "nodejs-polars, types of the first 100 rows (its default)" },
      { name: "polars-whole", library: "polars", job: "csv-read-typed-whole", counts: "typedCells", label: "nodejs-polars, types of the whole file" },
      { name: "duckdb", library: "duckdb", job: "csv-read-typed", counts: "typedCells", label: "DuckDB, types of the whole file" },
      { name: "csv-parse", library: "csvParse", job: "csv-read-typed", counts: "typedCells", label: "csv-parse, arrays, the numeric columns listed by the program", limit: limits.objects },
      { name: "danfojs", library: "danfojs", job: "csv-read-typed", counts: "typedCells", label: "danfojs-node, a type for each cell (its default)", limit: limits.objects },
      { name: "pandas", library: "pandas", job: "csv-read-typed", counts: "typedCells", label: "pandas, types of the whole file, which sums by itself: no JavaScript sees a cell" },
    ],
    targets: [{ text: "at most the time of nodejs-polars, whichever way it finds types", of: ["framepool", "polars", "polars-whole"], holds: atMostOfBest(1) }],
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
    about: "A cheap function (`length_str`) and a dear one (about 2 µs of arithmetic a row) over a frame in memory, timed inside the process. The first step of parallelDataFrame starts its workers; they are kept for a second, and do the steps behind it.",
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
  ...frameSuites,
  ...fileSuites,
};
