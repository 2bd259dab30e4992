import { Buffer } from "node:buffer";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { isError } from "@framepool/errors";

/** A process, told from any other that has or had its number. */
export interface Owner {
  /** where the number means this process: the host, and in it the namespace of processes */
  readonly place: string;
  readonly pid: number;
  /** when it started, in the system's own count; `"0"` where the system does not say */
  readonly start: string;
}

/** This process. */
export function thisOwner(): Owner {
  return { place: thisPlace(), pid: process.pid, start: statusOf(process.pid)?.start ?? "0" };
}

/** Whether it is certain that an owner has ended: of another host, or another container, nothing is known. */
export function hasEnded({ place, pid, start }: Owner): boolean {
  if (place !== thisPlace()) return false;
  if (!isThere(pid)) return true;
  const status = statusOf(pid);
  return status !== null && (status.isDead || status.start !== start);
}

let place: string | null = null;

function thisPlace(): string {
  place ??= hashOf(`${hostname()}\n${orNull(() => readlinkSync("/proc/self/ns/pid")) ?? ""}`);
  return place;
}

/** FNV-1a, in eight digits: loading Node's hashes takes longer than writing a small file. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is there, too.
    return !(isError(error) && "code" in error && error.code === "ESRCH");
  }
}

/** What /proc says of a process; null where there is none, or it says nothing. */
function statusOf(pid: number): { readonly isDead: boolean; readonly start: string } | null {
  const text = orNull(() => readFileSync(`/proc/${String(pid)}/stat`, "latin1"));
  // The name of the program, in parentheses, may hold anything; behind it are the state and, as the 20th, the start.
  const fields = text?.slice(text.lastIndexOf(")") + 2).split(" ");
  const start = fields?.[19];
  return start === undefined ? null : { isDead: /[ZX]/i.test(fields![0]!), start };
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
