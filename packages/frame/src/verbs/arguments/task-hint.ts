import { A_TASK, kindOf } from "@framepool/errors";

/** Says at the end of an error what a task is for, where one is given to a verb of a frame in memory: there is no worker that it would be sent to. */
export function taskHint(given: unknown): string {
  return kindOf(given) === A_TASK ? "; a task is for pipelines, parallel(df) or scanCsv(…): here give the function itself" : "";
}
