import { isMainThread, type Worker } from "node:worker_threads";

const left = new Set<Worker>();

/**
 * Leaves a thread to itself that was told to end and does not: it is in code that nothing interrupts, such as reading a pipe
 * that nobody writes to. It does not hold the process; Node, which would wait for it at the end of the process, does not come
 * to that.
 */
export function leaveThread(thread: Worker): void {
  thread.unref();
  // A thread of a worker is its parent's to wait for; who waits for the parent leaves it in turn.
  if (!isMainThread) return;
  if (left.size === 0) process.on("exit", endProcess);
  left.add(thread);
  thread.once("exit", () => {
    if (left.delete(thread) && left.size === 0) process.off("exit", endProcess);
  });
}

/** Node of 22.15 and newer can become another program, which ends with the exit code; before, there is only the way of ending that no thread can hold up. */
function endProcess(exitCode: number): void {
  const { execve } = process as { execve?: (file: string, args: readonly string[], env: Record<string, string>) => never };
  if (process.platform !== "win32") execve?.call(process, process.execPath, [process.execPath, "-e", `process.exit(${exitCode})`], {});
  process.stderr.write("framepool: a thread could not be ended, since it is in code that nothing interrupts; the process is killed\n");
  process.kill(process.pid, "SIGKILL");
}
