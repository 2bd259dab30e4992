// The suites of the family `file`: one for each job of file-jobs.mjs, all with the same contenders.
import { jobs as arquero } from "./contenders/arquero-file.mjs";
import { jobs as danfojs } from "./contenders/danfojs-file.mjs";
import { fileJobs } from "./file-jobs.mjs";

const MILLION = 1_000_000;
const TEN_MILLION = 10_000_000;

const objects = { rows: MILLION, why: "it keeps all cells as values of JavaScript, and a heap of 4 GB does not hold ten million rows of them" };
const minutes = { rows: MILLION, why: "it has one thread, and takes minutes over ten million" };

/** Jobs whose pipelines keep groups or nothing, however long the file is. */
const passing = ["groupby", "groupby-typed", "filter", "join"];

const atMost = (most) => (ours, theirs) => ({ met: ours / theirs <= most, figure: `${(ours / theirs).toFixed(2)} ×` });
const timesAsFast = (least) => (ours, theirs) => ({ met: theirs / ours >= least, figure: `${(theirs / ours).toFixed(theirs / ours < 10 ? 1 : 0)} ×` });

export const fileFamily = {
  title: "pipelines from a CSV file by verbs alone",
  about:
    "No function of the user's sees a row or a cell; framepool's filter is given one that compares the columns of a part by verbs. The whole process is timed, from spawn to exit, and types are found in the file but where they are declared: by framepool and pandas in all of it, by nodejs-polars in the first 100 rows, by DuckDB in a sample, each as it does by itself. Results are pandas': no group of a missing key, exact medians and quartiles, the first row of each ticket in the order of the file, a stable sort. Small tables come as values of JavaScript or Python; where it says CSV, a file is written. There a number is right in any form (`7.0` for the `7` of the input, as pandas writes a float). What a library does not do so by itself is asked of it in its own words: nodejs-polars leaves out missing keys by a filter, its describe is spelled out in 56 expressions, and it reads text where it only sorts or drops rows, which is quicker there; DuckDB numbers the rows as it reads them for what needs their order, and computes exact quantiles in the place of SUMMARIZE; pandas is told which columns to read. danfojs-node has no quartiles, and is held to the other six statistics; it drops no duplicates of one column, sorts by one column only, and its joins are inner ones here, which is the same for groups of known countries.",
};

/** The answers that are not those of the job of that name. */
const sameAnswer = { "groupby-typed": "groupby" };

function suiteOf([job, { title }]) {
  const counts = sameAnswer[job] ?? job;
  const contenders = [
    { name: "framepool", library: "framepoolFile", job, counts, label: "framepool, 2 workers" },
    { name: "polars", library: "polarsFile", job, counts, label: "nodejs-polars, lazy" },
    { name: "duckdb", library: "duckdbFile", job, counts, label: "DuckDB" },
    { name: "pandas", library: "pandas", job: `file-${job}`, counts, label: "pandas", limit: minutes },
    ...(job in arquero ? [{ name: "arquero", library: "arqueroFile", job, counts, label: "arquero", limit: objects }] : []),
    ...(job in danfojs ? [{ name: "danfojs", library: "danfojsFile", job, counts: job === "describe" ? "describe-no-quartiles" : counts, label: "danfojs-node", rounds: 1, limit: objects }] : []),
  ];
  const targets = [
    { text: "at most the time of nodejs-polars", of: ["framepool", "polars"], holds: atMost(1) },
    { text: "at most the time of DuckDB", of: ["framepool", "duckdb"], holds: atMost(1) },
    { text: "at least 2 × as fast as pandas", rows: [MILLION], of: ["framepool", "pandas"], holds: timesAsFast(2) },
    ...(passing.includes(job) ? [{ text: "peak RSS at most 300 MB", rows: [TEN_MILLION], of: ["framepool"], take: "maxRss", holds: (bytes) => ({ met: bytes <= 300e6, figure: `${(bytes / 1e6).toFixed(0)} MB` }) }] : []),
    { text: "ten million rows take at most 10.5 × the time of one million", rows: [TEN_MILLION], of: [{ name: "framepool", rows: TEN_MILLION }, { name: "framepool", rows: MILLION }], holds: atMost(10.5) },
  ];
  return { family: "file", title, about: fileFamily.about, rows: MILLION, answer: "result", measure: "wallMs", contenders, targets };
}

export const fileSuites = Object.fromEntries(Object.entries(fileJobs).filter(([, { title }]) => title !== undefined).map((entry) => [`file-${entry[0]}`, suiteOf(entry)]));
