// The suites of the family `frame`: one for each job of frame-jobs.mjs, all with the same contenders.
import { jobs as arquero } from "./contenders/arquero-frame.mjs";
import { jobs as danfojs } from "./contenders/danfojs-frame.mjs";
import { frameJobs } from "./frame-jobs.mjs";

const MILLION = 1_000_000;
const TEN_MILLION = 10_000_000;

const objects = { rows: MILLION, why: "its columns of ten million are arrays of JavaScript, and a heap of 4 GB does not hold them and the result" };

/** Holds if ours took at most `most` of their time. */
const atMost = (most) => (ours, theirs) => ({ met: ours / theirs <= most, figure: `${(ours / theirs).toFixed(2)} ×` });

/** Holds if ours took at most a `least`th of their time. */
const timesAsFast = (least) => (ours, theirs) => ({ met: theirs / ours >= least, figure: `${(theirs / ours).toFixed(theirs / ours < 10 ? 1 : 0)} ×` });

export const frameFamily = { title: "a dataframe's verbs", about: "Typed columns are in memory; the step is timed inside the process. `parallel(df)` has as many workers as nodejs-polars has threads; the first step of a process, which starts them, is told apart." };

/** What is asked of our time, on one thread or on all that the others have, beside theirs. */
function targetsOf(job, ours) {
  return [
    { text: "at most 1.5 × the time of nodejs-polars", of: [ours, "polars"], holds: atMost(1.5) },
    ...(job in arquero ? [{ text: "at least 5 × as fast as arquero", rows: [MILLION], of: [ours, { name: "arquero", evenWrong: true }], holds: timesAsFast(5) }] : []),
    ...(job in danfojs ? [{ text: "at least 50 × as fast as danfojs-node", rows: [MILLION], of: [ours, { name: "danfojs", evenWrong: true }], holds: timesAsFast(50) }] : []),
  ];
}

function suiteOf([job, { title }]) {
  const inUnits = `${job}-units` in frameJobs ? `${job}-units` : job;
  const contenders = [
    { name: "framepool", library: "framepoolFrame", job, counts: job, label: "framepool, one thread" },
    { name: "parallel", library: "framepoolFrame", job: `${job}-parallel`, counts: job, label: "framepool, `parallel(df)`" },
    { name: "polars", library: "polarsFrame", job, counts: job, label: "nodejs-polars" },
    ...(job in arquero ? [{ name: "arquero", library: "arqueroFrame", job, counts: inUnits, label: "arquero", repeat: 3, limit: objects }] : []),
    ...(job in danfojs ? [{ name: "danfojs", library: "danfojsFrame", job, counts: inUnits, label: "danfojs-node", repeat: 1, limit: objects }] : []),
  ];
  const targets = [
    ...targetsOf(job, "framepool"),
    ...targetsOf(job, "parallel").map(({ text, ...target }) => ({ text: `by \`parallel(df)\`, ${text}`, ...target })),
    { text: "ten million rows take at most 10.5 × the time of one million", rows: [TEN_MILLION], of: [{ name: "framepool", rows: TEN_MILLION }, { name: "framepool", rows: MILLION }], holds: atMost(10.5) },
  ];
  return {
    family: "frame",
    title,
    about: frameFamily.about,
    rows: MILLION,
    answer: "table",
    answerOf: job,
    measure: "stepMs",
    repeat: 7,
    contenders,
    targets,
  };
}

export const frameSuites = Object.fromEntries(Object.entries(frameJobs).filter(([, { title }]) => title !== undefined).map((entry) => [`frame-${entry[0]}`, suiteOf(entry)]));
