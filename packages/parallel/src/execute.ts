import { Crew } from "@framepool/pool/internal";
import { chooseBackend } from "./choose-backend.js";
import type { PartitionOptions } from "./partition.js";
import type { Steps } from "./push-down.js";
import { Reporter, type Report } from "./report.js";
import { importsRunningScript, type ExecuteOptions } from "./run.js";
import type { Sink } from "./sinks/sink.js";
import type { Source } from "./sources/source.js";
import { Stages } from "./stages.js";

/** Runs steps over a source into a sink. Every partition goes the same way, in line or on threads; the workers are those of all stages. */
export async function execute<R>(source: Source, { columns, rest }: Steps, openSink: () => Promise<Sink<R>>, options: ExecuteOptions & PartitionOptions): Promise<{ result: R; report: Report }> {
  const choice = chooseBackend(await source.size(), options, rest.some(importsRunningScript));
  const reporter = new Reporter(choice);
  // Last, when all that can be refused was looked at: an opened file has to be put away again.
  const sink = await openSink();
  const crew = new Crew({ workers: choice.workers, backend: choice.backend });
  const stages = new Stages(crew, reporter, options);
  try {
    return { result: await stages.through(source, columns, rest, sink), report: reporter.finish() };
  } catch (error) {
    await sink.abort();
    throw error;
  } finally {
    await crew.terminate();
    await stages.close();
  }
}
