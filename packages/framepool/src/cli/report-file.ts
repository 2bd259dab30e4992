import { Buffer } from "node:buffer";
import { openSink } from "@framepool/csv/internal";
import type { Report } from "@framepool/parallel";

/** A file that the report of a run goes to, when there is one. */
export interface ReportFile {
  write(report: Report): Promise<void>;
  /** There is none: an old file stays as it was. */
  abort(): Promise<void>;
}

/** Opens it. Throws SinkError where it cannot be written. */
export async function openReport(file: string, signal: AbortSignal): Promise<ReportFile> {
  const sink = await openSink(file, { compression: null, signal });
  return {
    async write(report) {
      await sink.write(Buffer.from(`${JSON.stringify(report, null, 2)}\n`));
      await sink.commit();
    },
    abort: () => sink.abort(),
  };
}
