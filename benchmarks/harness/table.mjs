import { targetLines } from "./targets.mjs";

/**
 * A suite's results as a markdown table: fastest first, those without a figure last with their reason, and below them the
 * judged targets. The ratio is each contender's time over the base's: above 1 the base was faster, below 1 the base lost.
 *
 * @param {{ suite: Record<string, any>, results: Record<string, any>[], judged?: ReturnType<typeof import("./targets.mjs").judgeTargets> }} run
 */
export function resultTable({ suite, results, judged = [] }) {
  const base = results.find(({ status }) => status === "ok");
  const { measure } = suite;
  const ranked = results.filter(({ status }) => status === "ok").sort((a, b) => a[measure] - b[measure]);
  const others = results.filter(({ status }) => status !== "ok");
  const inMemory = measure === "stepMs";
  const head = inMemory ? ["contender", "step, ms", "first step, ms", "whole process, s"] : ["contender", "whole process, s"];
  const lines = [
    row([...head, `× ${base?.name ?? "base"}`, "peak RSS, MB"]),
    row([":--", ...head.slice(1).map(() => "--:"), "--:", "--:"]),
    ...ranked.map((result) => {
      const seconds = (result.wallMs / 1000).toFixed(2);
      const times = inMemory ? [result.stepMs.toFixed(1), result.firstStepMs.toFixed(1), seconds] : [seconds];
      return row([result.label, ...times, (result[measure] / base[measure]).toFixed(2), (result.maxRss / 1e6).toFixed(0)]);
    }),
    ...others.map((result) => row([result.label, result.status, ...head.slice(2).map(() => ""), "", ""])),
  ];
  const reasons = others.map(({ label, status, reason }) => `- ${label}: **${status}**: ${oneLine(reason)}`);
  const targets = targetLines(judged);
  return [lines, reasons, targets].filter((part) => part.length > 0).map((part) => part.join("\n")).join("\n\n");
}

const row = (cells) => `| ${cells.join(" | ")} |`;
const oneLine = (text) => text.replaceAll(/\s+/g, " ").replaceAll("|", "\\|");
