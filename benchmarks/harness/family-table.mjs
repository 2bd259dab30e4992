import { targetLines } from "./targets.mjs";

/** How a family's measure is shown. */
const shown = { stepMs: { unit: "ms", figure: (ms) => ms.toFixed(1) }, wallMs: { unit: "s", figure: (ms) => (ms / 1000).toFixed(2) } };

/**
 * The results of a family of suites over one number of rows as one markdown table, a suite a line: the first contender's time,
 * and for each other its time and how many times ours that is, below 1 where we lost. Where whole processes were timed there is
 * a table of their memory. Below it what went wrong, and the targets that were missed.
 *
 * @param {readonly { suite: Record<string, any>, kept: Record<string, any> }[]} runs  suites, and what was kept of them
 */
export function familyTable(runs) {
  const { measure } = runs[0].suite;
  const { unit, figure } = shown[measure];
  const labels = [...new Map(runs.flatMap(({ suite }) => suite.contenders.map(({ name, label }) => [name, label])))];
  const ruler = row([":--", ...labels.map(() => "--:")]);
  const times = runs.map(({ suite, kept }) => {
    const [ours, ...theirs] = resultsOf(kept, labels);
    const ourTime = ours?.status === "ok" ? ours[measure] : null;
    const cells = theirs.map((result) => cell(result, (ok) => (ourTime === null ? figure(ok[measure]) : `${figure(ok[measure])} (${(ok[measure] / ourTime).toFixed(2)} ×)`)));
    return row([suite.title, ourTime === null ? "" : figure(ourTime), ...cells]);
  });
  const timeTable = [row([`${unit}, and × framepool's`, ...labels.map(([, label]) => label)]), ruler, ...times];
  const peaks = runs.map(({ suite, kept }) => row([suite.title, ...resultsOf(kept, labels).map((result) => cell(result, (ok) => (ok.maxRss / 1e6).toFixed(0)))]));
  const peakTable = measure === "wallMs" ? [row(["peak RSS, MB", ...labels.map(([, label]) => label)]), ruler, ...peaks] : [];
  const reasons = runs.flatMap(({ suite, kept }) => kept.results.filter(({ status }) => status === "WRONG" || status === "FAILED").map(({ label, status, reason }) => `- ${suite.title}, ${label}: **${status}**: ${oneLine(reason)}`));
  const missed = runs.flatMap(({ suite, kept }) => kept.targets.filter(({ met }) => met !== true).map((target) => targetLines([{ ...target, text: `${suite.title}: ${target.text}` }])[0]));
  const met = runs.reduce((count, { kept }) => count + kept.targets.filter((target) => target.met === true).length, 0);
  const verdict = [`- ${met} targets were met; these were not:`, ...missed];
  return [timeTable, peakTable, reasons, missed.length > 0 ? verdict : [`- all ${met} targets were met`]].filter((part) => part.length > 0).map((part) => part.join("\n")).join("\n\n");
}

/** What each contender of the family did in one suite; nothing where it is not in it. */
function resultsOf(kept, labels) {
  const of = new Map(kept.results.map((result) => [result.name, result]));
  return labels.map(([name]) => of.get(name));
}

function cell(result, figure) {
  if (result === undefined) return "";
  return result.status === "ok" ? figure(result) : result.status;
}

const row = (cells) => `| ${cells.join(" | ")} |`;
const oneLine = (text) => text.replaceAll(/\s+/g, " ").replaceAll("|", "\\|").slice(0, 300);
