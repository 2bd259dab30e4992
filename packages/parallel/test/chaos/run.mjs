import { spawn, execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { AbortError, CsvParseError, FrameError, ParallelError, SinkError, TaskError, WorkerExitError } from "@framepool/errors";
import { parallel, scanArrow, scanCsv, scanRows } from "@framepool/parallel";
import { FAULTS, step } from "./faults.mjs";
import { frame, pieces, RESULT_ROWS, RESULT_TEXT, ROWS, rows } from "./table.mjs";
const SOURCES = ["frame", "csv", "csv by rows", "csv.gz", "stream", "rows", "arrow", "arrows"];
const SINKS = ["collect", "csv", "csv.gz", "arrow", "stream", "batches", "pipe"];
const IN_FILES = new Set(["csv", "csv by rows", "csv.gz", "arrow", "arrows"]);
const OLD = "the old file";
/** A run that makes sense: a file can be cut off, a thread can be ended, a pipe has a reader. */
export function drawn(random) {
  const fault = random.pick(FAULTS);
  const isThreads = fault.startsWith("exit") || random.below(5) === 0;
  return {
    fault,
    source: random.pick(SOURCES.filter((source) => (fault === "truncate" ? IN_FILES.has(source) : fault === "source fails" ? source === "rows" || source === "stream" : true))),
    sink: random.pick(SINKS.filter((sink) => (fault === "reader goes" ? sink === "pipe" : fault === "folder vanishes" ? ["csv", "csv.gz", "arrow"].includes(sink) : fault === "disk full" ? sink === "csv" || sink === "arrow" : sink !== "pipe" || process.platform !== "win32"))),
    row: random.below(ROWS),
    options: isThreads ? { workers: 1 + random.below(3) } : { backend: "inline" },
  };
}
/** Runs it in a folder of its own. Gives what it came to; throws where that is not what it should be. */
export async function runChaos(chaos, random, table, folder) {
  const { fault, sink } = chaos;
  mkdirSync(folder);
  const out = join(folder, "out");
  mkdirSync(out);
  const target = targetOf(chaos, out);
  if (sink === "csv" || sink === "csv.gz" || sink === "arrow")
    if (fault !== "disk full")
      writeFileSync(target, OLD);
  try {
    const given = await attempt(chaos, random, table, folder, target);
    if (fault === "reader goes" ? given !== "reader gone" : given !== "whole")
      throw new Error(`the answer is not right: ${given}`);
    if (["throw", "exit", "source fails", "disk full", "folder vanishes"].includes(fault))
      throw new Error("there is an answer where an error should be");
    return "answer";
  }
  catch (error) {
    if (!(error instanceof ParallelError || (error instanceof RangeError && fault === "source fails")))
      throw error;
    if (!isRight(error, chaos))
      throw new Error(`the error is not right: ${error.message}`, { cause: error });
    if (fault !== "folder vanishes" && fault !== "disk full" && existsSync(target) && statSync(target).isFile() && readFileSync(target, "utf8") !== OLD)
      throw new Error("a run that failed changed the file");
    return "error";
  }
  finally {
    const left = existsSync(out) ? readdirSync(out).filter((name) => name.endsWith(".tmp")) : [];
    rmSync(folder, { recursive: true, force: true });
    if (left.length > 0)
      throw new Error(`left behind: ${left.join(", ")}`);
  }
}
function targetOf({ sink, fault }, out) {
  if (fault === "disk full")
    return "/dev/full";
  if (sink === "pipe")
    execFileSync("mkfifo", [join(out, "pipe")]);
  return join(out, sink === "pipe" ? "pipe" : `out.${sink}`);
}
function isRight(error, { fault, row, source }) {
  switch (fault) {
    case "throw": return error instanceof TaskError && error.globalRow === row && error.cause instanceof RangeError;
    case "exit": return error instanceof WorkerExitError && error.exitCode === 5;
    case "abort": return error instanceof AbortError;
    case "truncate": return source.startsWith("arrow") ? error instanceof FrameError : error instanceof CsvParseError;
    case "source fails": return error instanceof RangeError || (error instanceof Error && error.message.includes("the source fails"));
    case "disk full": return error instanceof SinkError && error.message.includes("no space is left");
    case "folder vanishes": return error instanceof SinkError && error.message.includes("folder does not exist");
    default: return false;
  }
}
async function attempt({ source, sink, fault, row, options }, random, table, folder, target) {
  const input = join(folder, `in.${source.split(" ")[0]}`);
  if (IN_FILES.has(source))
    copyFileSync(`${table}.${source.split(" ")[0]}`, input);
  let harmed = false;
  const harm = () => {
    if (harmed)
      return;
    harmed = true;
    if (fault === "truncate")
      truncateSync(input, random.below(statSync(input).size));
    if (fault === "folder vanishes")
      rmSync(join(folder, "out"), { recursive: true });
  };
  const failsAt = fault === "source fails" ? row : null;
  const given = {
    ...options,
    onProgress: harm,
    ...(fault === "exit once" ? { retries: 2 } : {}),
    ...(fault === "abort" ? { signal: AbortSignal.timeout(1 + random.below(40)) } : {}),
  };
  const pipe = sourceOf(source, input, random, failsAt, given).mapPartitions(step(fault, row, join(folder, "marker")));
  return into(pipe, sink, target, fault === "reader goes");
}
function sourceOf(source, input, random, failsAt, options) {
  const csv = { ...options, dtype: { id: "int32", name: "string" } };
  switch (source) {
    case "frame": return parallel(frame, { ...options, partitionRows: 50 });
    case "csv": return scanCsv(input, { ...csv, partitionBytes: 500 });
    case "csv by rows": return scanCsv(input, { ...csv, partitionRows: 70 });
    case "csv.gz": return scanCsv(input, { ...csv, partitionRows: 70 });
    case "stream": return scanCsv(pieces(random, failsAt), { ...csv, partitionBytes: 700 });
    case "rows": return scanRows(rows(failsAt), { ...options, partitionRows: 45 });
    case "arrow":
    case "arrows": return scanArrow(input, { ...options, partitionRows: 64 });
  }
}
async function into(pipe, sink, target, readerGoes) {
  switch (sink) {
    case "collect": return verdict((await pipe.collect()).toRows());
    case "csv":
      await pipe.toCsv(target);
      return said(readFileSync(target, "utf8"));
    case "csv.gz":
      await pipe.toCsv(target);
      return said(gunzipSync(readFileSync(target)).toString());
    case "arrow":
      await pipe.toArrow(target);
      return verdict((await scanArrow(target, { backend: "inline" }).collect()).toRows());
    case "stream": {
      const stream = new PassThrough();
      const [text] = await Promise.all([buffer(stream), pipe.toCsv(stream).finally(() => stream.end())]);
      return said(text.toString());
    }
    case "batches": {
      const all = [];
      await pipe.forEachBatch((batch) => void batch.toRows().forEach((row) => all.push(row)));
      return verdict(all);
    }
    case "pipe": {
      const reader = spawn(readerGoes ? "head" : "cat", readerGoes ? ["-c", "20", target] : [target]);
      const text = buffer(reader.stdout);
      try {
        const report = await pipe.toCsv(target);
        if (report.readerGone)
          return "reader gone";
        return readerGoes && RESULT_TEXT.startsWith((await text).toString()) ? "reader gone" : said((await text).toString());
      }
      finally {
        reader.kill();
        await text;
      }
    }
  }
}
const said = (text) => (text === RESULT_TEXT ? "whole" : `text of ${text.length} characters`);
const verdict = (given) => (JSON.stringify(given) === JSON.stringify(RESULT_ROWS) ? "whole" : `${given.length} rows`);
