import { constants, unlinkSync } from "node:fs";
import { open, rename, stat, truncate, unlink, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { atProcessEnd } from "@framepool/errors";
import type { FileSink } from "./file-sink.js";
import type { OldFile } from "./place.js";
import { codeOf, sinkError } from "./sink-error.js";
import { sweep, temporaryBeside } from "./temporary.js";

/**
 * Writes a file beside `real`, and puts it in its place at the end. Whatever happens before, the old file stays, and what
 * was written goes: with the run, with the process, or, if that is killed, with the next run that writes into the folder.
 *
 *     open      .out.csv.framepool-….tmp      made with the old file's permissions
 *     commit    fsync, rename to out.csv, fsync of the folder
 */
export async function replaceFile(target: string, real: string, old: OldFile | null): Promise<FileSink> {
  const temporary = temporaryBeside(real);
  const forget = atProcessEnd(() => removeNow(temporary));
  const swept = sweep(dirname(real));
  let file: FileHandle | null = await made(target, temporary, old).catch(async (error: unknown) => {
    await swept;
    forget();
    throw error;
  });
  let isAborted = false;
  const opened = async (): Promise<FileHandle> => {
    const again = file ?? (isAborted ? null : await open(temporary, constants.O_WRONLY | constants.O_APPEND));
    // A run that ends does not wait for who writes: nobody would close it any more.
    if (again === null || isAborted) {
      await again?.close();
      throw new Error("it was put away");
    }
    return (file = again);
  };
  const rest = async (): Promise<void> => {
    const held = file;
    file = null;
    await held?.close();
  };
  const abort = async (): Promise<void> => {
    isAborted = true;
    await rest().catch(() => undefined);
    await unlink(temporary).catch(() => undefined);
    await swept;
    forget();
  };
  const orAbort = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      await abort();
      throw await explained(target, real, error);
    }
  };
  return {
    write: (bytes) => orAbort(async () => writeAll(await opened(), bytes)),
    rest: () => orAbort(rest),
    restart: () =>
      orAbort(async () => {
        // A handle remembers how far it has written; the next one appends.
        await rest();
        await truncate(temporary);
      }),
    commit: () =>
      orAbort(async () => {
        const whole = await opened();
        if (old !== null) await takeAfter(whole, old);
        await whole.sync();
        await rest();
        await rename(temporary, real);
        forget();
        await syncFolder(dirname(real));
        await swept;
      }),
    abort,
  };
}

/** In pieces, since a write may take less than it was given. */
export async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at, bytes.length - at)).bytesWritten;
}

async function made(target: string, temporary: string, old: OldFile | null): Promise<FileHandle> {
  try {
    // Nobody who may not read the old file sees the new one while it is written.
    return await open(temporary, "wx", old === null ? 0o666 : old.mode & 0o777);
  } catch (error) {
    if (old === null || codeOf(error) !== "EACCES") throw sinkError(target, error);
    throw sinkError(target, error, `its folder ${dirname(temporary)} takes no new file, which is put in the place of the old one`);
  }
}

/** Owner and permissions of the old file, as far as this process may give them. */
async function takeAfter(file: FileHandle, { mode, uid, gid }: OldFile): Promise<void> {
  const own = await file.stat();
  const isOwner = own.uid === uid && own.gid === gid ? true : await file.chown(uid, gid).then(() => true, () => false);
  // The umask was taken from the mode when the file was made. "Run as the owner" must not change who that is.
  await file.chmod(isOwner ? mode : mode & 0o777);
}

/** So that the new name outlives a power cut. The file is there already, so what cannot do this is no failure. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** ENOENT at the end: the folder has gone, or only the file in it. */
async function explained(target: string, real: string, error: unknown): Promise<Error> {
  const isThere = codeOf(error) === "ENOENT" && (await stat(dirname(real)).then(() => true, () => false));
  return isThere ? sinkError(target, error, "its temporary file was removed while it was written") : sinkError(target, error);
}

function removeNow(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It is not made yet, or in its place already.
  }
}
