import { currentWorker } from "../worker/current-worker.js";

let started = 0;

/** The next child's place in the family: "1", "2" … of the script, "2:1" of its second process. */
export function nextIdentity(): string {
  started++;
  const parent = currentWorker()?.identity ?? "";
  return parent === "" ? String(started) : `${parent}:${started}`;
}
