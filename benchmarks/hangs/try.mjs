// One death on one pool, in a process of its own: node try.mjs PEER DEATH. Prints what was seen as a line of JSON.
import { writeSync } from "node:fs";
import { deaths, TIMEOUT } from "./deaths.mjs";
import { peers } from "./peers.mjs";

const [peer, key] = process.argv.slice(2);
const death = deaths.find((each) => each.key === key);
const say = (event) => writeSync(1, `hang-matrix ${JSON.stringify(event)}\n`);
// What a library lets through uncaught is part of the picture, and must not end it.
process.on("uncaughtException", (error) => say({ uncaught: String(error?.name ?? error) }));
process.on("unhandledRejection", (error) => say({ uncaught: String(error?.name ?? error) }));

const open = await peers[peer].open();

function options() {
  switch (death.how) {
    case "timeout":
      return { timeout: TIMEOUT };
    case "abort before":
      return { signal: AbortSignal.abort() };
    case "abort during":
      return { signal: AbortSignal.timeout(150) };
    default:
      return {};
  }
}

async function outcome(call) {
  try {
    return { value: String(await call()) };
  } catch (error) {
    return { error: nameOf(error) };
  }
}

function nameOf(error) {
  try {
    return String(error?.name ?? error);
  } catch {
    return "something that cannot be looked at";
  }
}

let pool;
const first = await outcome(() => {
  pool = open(death.module ?? "work.mjs");
  return pool.call(death.work ?? "work", death.how === "item cannot be sent" ? () => 1 : 1, options());
});
say({ first });
if (pool !== undefined) {
  if (death.module === undefined) say({ next: await outcome(() => pool.call("fine", 21, {})) });
  await outcome(() => pool.end());
}
say({ ended: true });
