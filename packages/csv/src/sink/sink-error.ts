import { isError, SinkError } from "@framepool/errors";

const REASONS: ReadonlyMap<unknown, string> = new Map([
  ["ENOENT", "its folder does not exist"],
  ["ENOTDIR", "its folder is a file"],
  ["EISDIR", "it is a folder"],
  ["EACCES", "permission denied"],
  ["EPERM", "permission denied"],
  ["EROFS", "the file system is read-only"],
  ["ENOSPC", "no space is left on the device"],
  ["EDQUOT", "the disk quota is used up"],
  ["EFBIG", "a file may not be so large here"],
  ["EBUSY", "it is a mount point, which cannot be replaced; write beside it, and copy"],
  ["ELOOP", "its links go round in a circle"],
  ["ENAMETOOLONG", "its name is too long"],
  ["EIO", "the device failed"],
  ["EPIPE", "its reader has gone"],
  ["EMFILE", "this process has too many files open (ulimit -n)"],
  ["ENFILE", "the system has too many files open"],
]);

/** What went wrong with a file to write, as a SinkError; an error of ours is given as it is. */
export function sinkError(path: string, error: unknown, reason = whyUnwritten(error)): SinkError {
  if (error instanceof SinkError) return error;
  return new SinkError(`cannot write ${path}: ${reason}`, { path }, { cause: error });
}

/** Why something cannot be written to: in words, where the system has a code for it. */
export function whyUnwritten(error: unknown): string {
  return REASONS.get(codeOf(error)) ?? (isError(error) ? error.message : String(error));
}

/** Runs `work`; what it throws becomes a SinkError. */
export async function guarded<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw sinkError(path, error);
  }
}

/** Whether a sink failed since nobody reads on (`| head`): the end of the work, not a fault. */
export function isReaderGone(error: unknown): boolean {
  return error instanceof SinkError && codeOf(error.cause) === "EPIPE";
}

export function codeOf(error: unknown): unknown {
  return isError(error) && "code" in error ? error.code : undefined;
}
