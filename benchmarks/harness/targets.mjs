/**
 * Whether each target of the suite was met by the results of a run over `rows` rows: `{ text, met, figure }` each.
 *
 * A target says `of` which contenders it speaks, and `holds` is given what each took (or its `take`: maxRss, sha256). One that
 * names `rows` is judged in runs over those only. A contender is a name, or `{ name, rows }` for what was measured over other
 * rows, which `kept(rows)` gives, or `{ name, evenWrong: true }` for whose time counts though the answer was wrong, or the
 * process stopped after it. Where a
 * figure is missing the target is said to be unknown, never met; where it can never be there, since the contender's process dies
 * of the job by itself, there is nothing to compare with (`impossible`).
 */
export function judgeTargets(suite, results, { rows, kept = () => null } = {}) {
  const here = (suite.targets ?? []).filter((target) => target.rows === undefined || target.rows.includes(rows));
  return here.map(({ text, of, take = suite.measure, holds }) => {
    const found = of.map((one) => figureOf(one, take, { results, rows, kept }));
    const impossible = found.flatMap(({ impossible: why }) => why ?? []);
    if (impossible.length > 0) return { text, met: null, impossible: true, figure: impossible.join(", ") };
    const missing = found.flatMap(({ missing: why }) => why ?? []);
    if (missing.length > 0) return { text, met: null, figure: missing.join(", ") };
    const { met, figure } = holds(...found.map(({ value }) => value));
    // What was stopped takes longer than the time it counts with.
    const unknown = !met && found.some(({ stopped }) => stopped === true);
    return { text, met: unknown ? null : met, figure: [figure, ...found.flatMap(({ remark }) => remark ?? [])].join("; ") };
  });
}

/** `{ value, remark? }`, or `{ missing }` or `{ impossible }` with the reason. */
function figureOf(one, take, run) {
  const { name, rows = run.rows, evenWrong = false } = typeof one === "string" ? { name: one } : one;
  const elsewhere = rows !== run.rows;
  const which = elsewhere ? `${name} over ${rows.toLocaleString("en")} rows` : name;
  const record = elsewhere ? run.kept(rows) : { results: run.results };
  const result = record?.results.find((each) => each.name === name);
  if (evenWrong && result?.status === "WRONG") return { value: result.wrongMs, remark: `the answer of ${which} is wrong` };
  if (evenWrong && result?.wrongMs !== undefined) return { value: result.wrongMs, stopped: true, remark: `${which} was stopped then` };
  if (evenWrong && result?.status === "FAILED") return { impossible: `${which} cannot do it: ${result.reason}` };
  if (result?.status !== "ok") return { missing: `${which} was not measured` };
  return { value: result[take], remark: elsewhere ? `${which} as measured on ${record.machine.date}` : undefined };
}

/** The judged targets as markdown lines. */
export function targetLines(judged) {
  const verdict = { true: "met", false: "**missed**", null: "unknown" };
  return judged.map(({ text, met, figure, impossible }) => `- ${text}: ${impossible ? "nothing to compare with" : verdict[met]} (${figure})`);
}
