import { isReaderGone } from "@framepool/csv/internal";
import { Crew } from "@framepool/pool/internal";
import { chooseBackend } from "./choose-backend.js";
import type { PartitionOptions } from "./partition.js";
import type { Steps } from "./push-down.js";
import { Reporter, type Report } from "./report.js";
import { importsRunningScript, type ExecuteOptions } from "./run.js";
import type { Sink } from "./sinks/sink.js";
import type { Source } from "./sources/source.js";
import { Stages } from "./stages.js";

/** Opens where results go; the signal ends it where that waits for somebody. */
export type OpenSink<R> = (signal: AbortSignal | undefined) => Promise<Sink<R>>;

/** Runs steps over a source into a sink. Every partition goes the same way, in line or on threads; the workers are those of all stages. */
export async function execute<R>(source: Source, { columns, rest }: Steps, openSink: OpenSink<R>, options: ExecuteOptions & PartitionOptions): Promise<{ result: R; report: Report }> {
  const choice = chooseBackend(await source.size(), options, rest.some(importsRunningScript));
  const reporter = new Reporter(choice);
  // Last, when all that can be refused was looked at: an opened file has to be put away again.
  const sink = await openSink(options.signal);
  const crew = new Crew({ workers: choice.workers, backend: choice.backend });
  const stages = new Stages(crew, reporter, options);
  try {
    const result = await stages.through(source, columns, rest, sink);
    await stages.rejects?.commit();
    return { result, report: reporter.finish(stages.rejects?.count ?? 0, false) };
  } catch (error) {
    await sink.abort();
    await stages.rejects?.abort();
    if (sink.leave === undefined || !isReaderGone(error)) throw error;
    return { result: sink.leave(), report: reporter.finish(stages.rejects?.count ?? 0, true) };
  } finally {
    await crew.terminate();
    await stages.close();
  }
}
