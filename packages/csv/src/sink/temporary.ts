import { readdir, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { hasEnded, thisOwner, type Owner } from "./owner.js";

/** Characters of the target's name that are kept: a name has 255 bytes, and a character up to three. */
const KEPT = 50;
const NAME = /^\..*\.framepool-([0-9a-f]{8})-(\d+)-(\d+)-[0-9a-f]{12}\.tmp$/;

/** A new name beside a file, which tells who writes it: `.out.csv.framepool-<place>-<pid>-<start>-<random>.tmp`. */
export function temporaryBeside(path: string): string {
  const { place, pid, start } = thisOwner();
  const stem = basename(path).slice(0, KEPT);
  return join(dirname(path), `.${stem}.framepool-${place}-${String(pid)}-${start}-${anyDigits()}.tmp`);
}

/** Twelve digits: no other thread of this process has the same. */
function anyDigits(): string {
  return Math.floor(Math.random() * 2 ** 48).toString(16).padStart(12, "0");
}

/** The folder that was swept last, and when: who writes many files into one looks once. */
let last = { folder: "", at: -Infinity };
const AGAIN_MS = 1000;

/** Removes what processes that have ended left in a folder: nobody does when a process is killed by SIGKILL. Never throws. */
export async function sweep(folder: string): Promise<void> {
  const now = performance.now();
  if (last.folder === folder && now - last.at < AGAIN_MS) return;
  last = { folder, at: now };
  const names = await readdir(folder).catch(() => []);
  const left = names.filter((name) => {
    const owner = ownerOf(name);
    return owner !== null && hasEnded(owner);
  });
  await Promise.all(left.map((name) => unlink(join(folder, name)).catch(() => undefined)));
}

function ownerOf(name: string): Owner | null {
  const [, place, pid, start] = NAME.exec(name) ?? [];
  return place === undefined ? null : { place, pid: Number(pid), start: start! };
}
