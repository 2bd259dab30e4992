import { targetLines } from "./targets.mjs";

/**
 * The results of a family of suites over one number of rows as one markdown table, a suite a line: the first contender's time
 * in ms, and for each other its time and how many times ours that is, below 1 where we lost. Below it what went wrong, and the
 * targets that were missed.
 *
 * @param {readonly { suite: Record<string, any>, kept: Record<string, any> }[]} runs  suites, and what was kept of them
 */
export function familyTable(runs) {
  const labels = [...new Map(runs.flatMap(({ suite }) => suite.contenders.map(({ name, label }) => [name, label])))];
  const [[base], ...others] = labels;
  const lines = runs.map(({ suite, kept }) => {
    const of = new Map(kept.results.map((result) => [result.name, result]));
    const ours = timeOf(of.get(base));
    return row([suite.title, ours?.toFixed(1) ?? "", ...others.map(([name]) => cell(of.get(name), ours))]);
  });
  const head = [row(["ms, and × framepool's", ...labels.map(([, label]) => label)]), row([":--", ...labels.map(() => "--:")])];
  const reasons = runs.flatMap(({ suite, kept }) => kept.results.filter(({ status }) => status === "WRONG" || status === "FAILED").map(({ label, status, reason }) => `- ${suite.title}, ${label}: **${status}**: ${oneLine(reason)}`));
  const missed = runs.flatMap(({ suite, kept }) => kept.targets.filter(({ met }) => met !== true).map((target) => targetLines([{ ...target, text: `${suite.title}: ${target.text}` }])[0]));
  const met = runs.reduce((count, { kept }) => count + kept.targets.filter((target) => target.met === true).length, 0);
  const verdict = [`- ${met} targets were met; these were not:`, ...missed];
  return [[...head, ...lines], reasons, missed.length > 0 ? verdict : [`- all ${met} targets were met`]].filter((part) => part.length > 0).map((part) => part.join("\n")).join("\n\n");
}

const timeOf = (result) => (result?.status === "ok" ? result.stepMs : undefined);

function cell(result, ours) {
  if (result === undefined) return "";
  const ms = timeOf(result);
  if (ms === undefined) return result.status;
  return ours === undefined ? ms.toFixed(1) : `${ms.toFixed(1)} (${(ms / ours).toFixed(2)} ×)`;
}

const row = (cells) => `| ${cells.join(" | ")} |`;
const oneLine = (text) => text.replaceAll(/\s+/g, " ").replaceAll("|", "\\|").slice(0, 300);
