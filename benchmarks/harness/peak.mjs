import { readFileSync } from "node:fs";

/**
 * Highest resident size of this process so far, in bytes. Linux keeps the peak of a process across `exec`, so one that was just
 * spawned is told at least its parent's: its own is in /proc, counted from the program that runs now.
 */
export function peakRss() {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"));
    return Number(kilobytes) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}
