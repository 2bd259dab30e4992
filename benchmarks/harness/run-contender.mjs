import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { readReply } from "./reply.mjs";

const child = fileURLToPath(new URL("child.mjs", import.meta.url));

/**
 * Runs one job of one library in a process of its own.
 * @returns `{ wallMs, stepMs, maxRss, answer }`, from spawn to exit, or `{ failure }` with what it said last
 */
export async function runContender(library, job, options, { timeout = 900_000 } = {}) {
  const [program, ...args] = library.command?.(job, options) ?? [process.execPath, child, library.url, job, JSON.stringify(options)];
  // polars takes its threads from the environment when it is loaded. Certificates of the machine's own take each process of Node 20
  // 70 ms when it starts, whatever it does then: few machines have any.
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: undefined, POLARS_MAX_THREADS: String(options.workers) };
  const from = performance.now();
  const running = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  let wallMs = 0;
  running.once("exit", () => (wallMs = performance.now() - from));
  const timer = setTimeout(() => running.kill("SIGKILL"), timeout);
  const [stdout, stderr, ending] = await Promise.all([text(running.stdout), text(running.stderr), ended(running)]);
  clearTimeout(timer);
  const reply = readReply(stdout);
  if (ending.code !== 0 || reply === null) {
    const said = lastWords(stderr) || lastWords(stdout) || "nothing";
    if (ending.error) return { failure: ending.error.message };
    if (ending.signal === "SIGKILL" && performance.now() - from >= timeout) return { failure: `not done after ${timeout / 1000} s`, stoppedMs: timeout };
    return { failure: `exit ${ending.signal ?? ending.code}, it said: ${said}` };
  }
  return { ...reply, wallMs };
}

async function text(stream) {
  let all = "";
  for await (const part of stream.setEncoding("utf8")) all += part;
  return all;
}

function ended(running) {
  return new Promise((resolve) => {
    running.once("error", (error) => resolve({ code: null, signal: null, error }));
    running.once("close", (code, signal) => resolve({ code, signal }));
  });
}

// Of a stack trace the line that names the error says most; it stands before the first "    at".
function lastWords(output) {
  const lines = output.trim().split("\n").filter((line) => line.trim() !== "" && !/^\s+at |^Node\.js v/.test(line));
  return (lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? "").trim().slice(0, 300);
}
