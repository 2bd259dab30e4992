import { Buffer } from "node:buffer";
import { stat } from "node:fs/promises";
import { DataFrame } from "@framepool/frame/internal";
import type { BadLine } from "../options.js";
import type { FileSink } from "../sink/file-sink.js";
import { openSink } from "../sink/open-sink.js";
import { countLines } from "../text/count-lines.js";
import { pathOf } from "../text/open-source.js";
import { formatCsv } from "../write/format-csv.js";
import type { Rejects } from "./open-rejects.js";

/** Where the reasons are: beside the lines, so that these can be read as the file was that they come from. */
export function reasonsPath(target: string | URL): string {
  return `${pathOf(target)}.reasons`;
}

/**
 * Bad lines as a file that can be mended and read again: what stood before the rows, then the lines as they stand. What is
 * wrong with each is in a CSV file beside it: the line on which it begins there, and file, line, byte, column and reason.
 * Pipes and devices get the lines alone.
 */
export async function openRejectFile(target: string | URL, encoding: string | undefined, lineEnd: string | undefined): Promise<Rejects> {
  const path = pathOf(target);
  const found = await stat(path).catch(() => null);
  const lines = await openSink(path, { encoding });
  try {
    const reasons = found === null || found.isFile() ? await openSink(reasonsPath(path)) : null;
    return new RejectFile(lines, reasons, lineEnd);
  } catch (error) {
    await lines.abort();
    throw error;
  }
}

class RejectFile implements Rejects {
  count = 0;
  readonly #lines: FileSink;
  readonly #reasons: FileSink | null;
  /** what ends lines, if that was said */
  readonly #own: string | null;
  #lineEnd: string;
  /** the next line of the file, from 1 */
  #line = 1;
  #begun = false;
  #waiting: string[] = [];
  #bad: (Omit<BadLine, "fields" | "text"> & { readonly rejectLine: number })[] = [];
  #isFirst = true;
  #written: Promise<void> = Promise.resolve();

  constructor(lines: FileSink, reasons: FileSink | null, lineEnd: string | undefined) {
    this.#lines = lines;
    this.#reasons = reasons;
    this.#own = lineEnd ?? null;
    this.#lineEnd = lineEnd ?? "\n";
  }

  begin(head: string): void {
    if (this.#begun) return;
    this.#begun = true;
    // Lines end as the header does; where the text ends with it, it may have no line end.
    const [found] = this.#own === null ? (/(?:\r\n|\r|\n)$/.exec(head) ?? []) : [];
    this.#lineEnd = found ?? this.#lineEnd;
    this.#put(head === "" || head.endsWith(this.#lineEnd) ? head : head + this.#lineEnd);
  }

  add({ file, line, byte, column, reason, text }: BadLine): void {
    this.count++;
    this.#bad.push({ rejectLine: this.#line, file, line, byte, column, reason });
    this.#put(text + this.#lineEnd);
  }

  /** What came before is written first: a chunk must not overtake another. */
  flush(): Promise<void> {
    this.#written = this.#written.then(() => this.#write());
    // Who asks next meets the failure too; if nobody does, it is no unhandled one.
    this.#written.catch(() => undefined);
    return this.#written;
  }

  async commit(): Promise<void> {
    await this.flush();
    await this.#reasons?.commit();
    await this.#lines.commit();
  }

  async abort(): Promise<void> {
    await this.#written.catch(() => undefined);
    await this.#lines.abort();
    await this.#reasons?.abort();
  }

  #put(text: string): void {
    const bytes = Buffer.from(text);
    this.#line += countLines(bytes, 0, bytes.length, this.#own);
    this.#waiting.push(text);
  }

  async #write(): Promise<void> {
    const [text, bad] = [this.#waiting.join(""), this.#bad];
    [this.#waiting, this.#bad] = [[], []];
    if (text !== "") await this.#lines.write(Buffer.from(text));
    if (this.#reasons === null || (bad.length === 0 && !this.#isFirst)) return;
    await this.#reasons.write(formatCsv(reasonsOf(bad), { header: this.#isFirst }));
    this.#isFirst = false;
  }
}

function reasonsOf(bad: readonly (Omit<BadLine, "fields" | "text"> & { readonly rejectLine: number })[]): DataFrame {
  return new DataFrame({
    rejectLine: bad.map(({ rejectLine }) => rejectLine),
    file: bad.map(({ file }) => file),
    line: bad.map(({ line }) => line),
    byte: bad.map(({ byte }) => byte),
    column: bad.map(({ column }) => column),
    reason: bad.map(({ reason }) => reason),
  });
}
