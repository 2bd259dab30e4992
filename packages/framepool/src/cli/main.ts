import { readFileSync } from "node:fs";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { ParallelError, SinkError } from "@framepool/errors";
import { whyUnwritten } from "@framepool/csv/internal";
import { endKeptCrew } from "@framepool/pool/internal";
import { convert } from "./convert.js";
import { addReading, addWriting, fileName } from "./csv-flags.js";
import { describe } from "./describe.js";
import { explain } from "./explain.js";
import { head } from "./head.js";
import { DONE, FAILED, READER_GONE, USAGE } from "./exit-codes.js";
import { exitCodeOf, interruptible } from "./interruptible.js";
import { messageOf } from "./message-of.js";
import { run } from "./run.js";
import { schema } from "./schema.js";
import { watchEnd } from "./unfinished.js";

/** Runs the command line and gives its exit code: 0 done, 1 the run failed, 2 usage, 130 and 143 ended by Ctrl-C and SIGTERM, 141 nobody reads on. */
export async function main(args: readonly string[]): Promise<number> {
  const written = watchOutput();
  const done = watchEnd();
  try {
    await program().parseAsync(args, { from: "user" });
    await endKeptCrew();
    await written();
    return Number(process.exitCode ?? DONE);
  } catch (error) {
    if (error instanceof CommanderError) {
      // Help that was asked for is an output as any other; a usage that is wrong is told already.
      const failure = await written().then(() => null, (unwritten: unknown) => unwritten);
      if (error.exitCode !== 0) return USAGE;
      return failure === null ? DONE : failed(failure);
    }
    if (error instanceof ParallelError && error.code === "ERR_FRAMEPOOL_ABORT") {
      process.stderr.write("framepool: interrupted; an output file is as it was before\n");
      return exitCodeOf(error.cause);
    }
    return failed(error);
  } finally {
    done();
  }
}

/** Says what went wrong, and gives the exit code of it. */
function failed(error: unknown): number {
  process.stderr.write(`framepool: ${messageOf(error)}\n`);
  return error instanceof ParallelError && error.code === "ERR_FRAMEPOOL_ARGUMENT" ? USAGE : FAILED;
}

function program(): Command {
  const framepool = new Command("framepool").description("CSV through a JavaScript function, on every core").exitOverride().version(version(), "-V, --version").showHelpAfterError("(framepool --help shows the options)");
  addRunning(addWriting(addReading(framepool.command("run"))))
    .description("give each part of the input to a function, and write what it gives")
    .argument("<transform>", "module that exports a function of one part by default, or `pipeline`; .js or .ts")
    .argument("<input...>", "CSV files of the same columns, or patterns (in quotes): \"data/*.csv\"; or one Arrow file; - is standard input")
    .action(run);
  addWriting(addReading(framepool.command("convert")))
    .description("write a table in another format, by the endings: .csv .tsv .arrow .feather .arrows (a stream)")
    .argument("<input>", "file to read, or a pattern of CSV files (in quotes); - is CSV on standard input")
    .argument("<output>", "file to write; - is CSV on standard output")
    .option("-w, --workers <n>", "threads (default: the cores this process may use)", wholeNumber)
    .option("--report <file>", "write the report of the run as JSON", fileName)
    .option("--progress", "say how far the run is, also where standard error is no terminal")
    .option("--no-progress", "do not")
    .action(convert);
  addRunning(addWriting(addReading(framepool.command("explain"))))
    .description("say what `run` would do with the same arguments, without doing it")
    .argument("<file...>", "a transform (.js or .ts) and inputs as `run` takes them, or inputs alone")
    .option("--json", "the plan as JSON")
    .action(explain);
  addReading(framepool.command("head"))
    .description("print the first rows")
    .argument("<file>", "CSV or Arrow file; - is CSV on standard input")
    .option("-n, --rows <n>", "how many", wholeNumber, 10)
    .action(head);
  addReading(framepool.command("schema"))
    .description("print the columns with their types, of CSV found over the whole file")
    .argument("<file>", "CSV or Arrow file; - is CSV on standard input")
    .action(schema);
  addReading(framepool.command("describe"))
    .description("print statistics of each column: of numbers count, mean, quartiles …, of others how many and which values")
    .argument("<input...>", "CSV files of the same columns, or patterns (in quotes); or one Arrow file; - is CSV on standard input")
    .option("-w, --workers <n>", "threads (default: the cores this process may use)", wholeNumber)
    .option("--json", "as JSON")
    .action((inputs: string[], options: Parameters<typeof describe>[1]) => interruptible((signal) => describe(inputs, options, signal)));
  // Commander makes subcommands inherit exitOverride only where they are made by .command(), as here.
  return framepool;
}

/** What `run` takes beside the options of reading and writing. */
function addRunning(command: Command): Command {
  return command
    .option("-o, --output <file>", "where to write, CSV or Arrow by its ending; - is standard output", "-")
    .option("-w, --workers <n>", "threads (default: the cores this process may use)", wholeNumber)
    .option("-p, --partitions <n>", "parts to cut the input into, about", wholeNumber)
    .addOption(new Option("--on-error <what>", "what becomes of a row whose function throws").choices(["fail", "skip", "null", "collect"]))
    .option("--quarantine <file>", "write input rows that failed there, with the reasons, and go on (--on-error collect); CSV or Arrow by its ending", fileName)
    .option("--max-errors <n>", "go on after so many errors and no more", countFrom0)
    .option("--timeout <ms>", "most that a part may take in its worker", wholeNumber)
    .option("--retries <n>", "send a part again whose worker was lost, so often", countFrom0)
    .option("--seed <n>", "of ctx.random, so that each row has the same numbers in every run", countFrom0)
    .option("--memory <size>", "memory to stay below: 500MB, 2GiB")
    .option("--report <file>", "write the report of the run as JSON", fileName)
    .option("--progress", "say how far the run is, also where standard error is no terminal")
    .option("--no-progress", "do not");
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || !Number.isSafeInteger(value)) throw new InvalidArgumentError(`it must be a whole number from 1 to ${String(Number.MAX_SAFE_INTEGER)}.`);
  return value;
}

function countFrom0(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) throw new InvalidArgumentError(`it must be a whole number from 0 to ${String(Number.MAX_SAFE_INTEGER)}.`);
  return value;
}

/**
 * `framepool … | head` closes our output early: that is the end of the work, not a fault. What else goes wrong with it is
 * told by who writes there, and at the end by the function that this gives. Without standard error a run goes on.
 */
function watchOutput(): () => Promise<void> {
  let failure: NodeJS.ErrnoException | null = null;
  const { stdout } = process;
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    failure ??= error;
    // A run that writes there ends by itself, with its workers.
    if (error.code === "EPIPE") process.exitCode = READER_GONE;
  });
  process.stderr.on("error", () => undefined);
  return async () => {
    await new Promise<void>((resolve) => stdout.write("", () => resolve()));
    if (failure !== null && failure.code !== "EPIPE") throw new SinkError(`cannot write to standard output: ${whyUnwritten(failure)}`, {}, { cause: failure });
  };
}

/** That of the package, which lies beside the folder of this file's. */
function version(): string {
  return (JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { version: string }).version;
}
