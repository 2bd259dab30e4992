/**
 * A suite's results as a markdown table: fastest first, those without a figure last with their reason. The ratio is each
 * contender's time over the base's: above 1 the base was faster, below 1 the base lost.
 */
export function resultTable({ suite, results }) {
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
  return [...lines, ...(reasons.length > 0 ? ["", ...reasons] : []), ...targetLines(suite, results)].join("\n");
}

/** Whether each target of the suite was met by these results. */
export function judgeTargets(suite, results) {
  return (suite.targets ?? []).map(({ text, of, holds }) => {
    const needed = of.map((name) => results.find((result) => result.name === name && result.status === "ok"));
    if (needed.includes(undefined)) return { text, met: null, figure: "not measured" };
    return { text, ...holds(...needed.map((result) => result[suite.measure])) };
  });
}

function targetLines(suite, results) {
  const verdict = { true: "met", false: "**missed**", null: "unknown" };
  const lines = judgeTargets(suite, results).map(({ text, met, figure }) => `- ${text}: ${verdict[met]} (${figure})`);
  return lines.length > 0 ? ["", ...lines] : [];
}

const row = (cells) => `| ${cells.join(" | ")} |`;
const oneLine = (text) => text.replaceAll(/\s+/g, " ").replaceAll("|", "\\|");
