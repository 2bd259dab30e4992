import { ArgumentError } from "@framepool/errors";
import { faultOptions } from "./fault-options.js";
import type { RunOptions } from "./run.js";
import { scan } from "./scan.js";
import { checkTransform, ON_THREADS, withTransform } from "./transform.js";
import { targetOf } from "./write.js";

export interface ExplainOptions extends RunOptions {
  readonly json?: boolean;
}

const SCRIPT = /\.[cm]?[jt]sx?$/;

/** `framepool explain [transform.ts] FILE…`: what `run` would do, without doing it. */
export async function explain(files: readonly string[], options: ExplainOptions): Promise<void> {
  const [first] = files;
  const transform = first !== undefined && SCRIPT.test(first) ? first : null;
  const inputs = transform === null ? files : files.slice(1);
  if (inputs.length === 0) throw new ArgumentError("explain needs an input behind the transform");
  if (transform !== null) checkTransform(transform);
  const scanned = scan(inputs, options, { ...faultOptions(options), ...(transform === null ? {} : ON_THREADS) });
  const pipe = transform === null ? scanned : await withTransform(scanned, transform);
  const plan = await pipe.explain({ to: targetOf(options.output) });
  if (options.json === true) process.stdout.write(`${JSON.stringify(plan, null, 2)}\n`);
  else plan.print();
}
