import type { Death } from "../../../../benchmarks/hangs/deaths.mjs";

/** Errors that were seen, by death and by where: one, if all is well. */
export type Observed = Map<string, Record<"threads" | "processes" | "inline" | "process", Set<string>>>;

/** What benchmarks/hang-matrix.mjs saw of the others. */
export interface Peers {
  readonly date: string;
  readonly node: string;
  readonly peers: readonly { readonly name: string; readonly version: string; readonly cells: Readonly<Record<string, string>> }[];
}

/** The page: generated from what the tests saw, and what the same deaths did to the others. */
export function hangMatrix(deaths: readonly Death[], observed: Observed, { date, node, peers }: Peers): string {
  const head = ["what happens", "threads", "processes", "in line", "within", "`Process`", ...peers.map(({ name }) => name)];
  const rows = deaths.map(({ key, title, within }) => {
    const seen = observed.get(key)!;
    return [title, cell(seen.threads), cell(seen.processes), cell(seen.inline), `${within / 1000} s`, cell(seen.process), ...peers.map(({ cells }) => cells[key] ?? "–")];
  });
  return `# The hang matrix

Ways to die, and what a call ends with. This page is generated: our columns by \`packages/pool/test/hang-matrix\`, where each death is tried on each of \`map\`, \`starmap\`, \`apply\`, \`mapAsync\`, \`starmapAsync\`, \`applyAsync\`, \`imap\` and \`imapUnordered\`, with one item and with one of a hundred in messages of their own, of which no other may be lost (of a hundred, the exhausted heap, which takes its time, by \`map\`, \`apply\` and \`imap\`). All must end in the same error within the stated time, the same pool must serve the next call of the same method, and \`join\` must return (after an initializer that throws the pool is broken, and says so at once); the others' by \`node benchmarks/hang-matrix.mjs\` on ${date} with Node ${node}, one worker, each death in a process of its own.

${line(head)}
${line(head.map(() => ":--"))}
${rows.map(line).join("\n")}

A dash: it does not apply (a signal kills all threads of a process; in line nothing can be killed: what ends a worker ends the program, and a \`timeout\` is refused; what has no timeout or no cancelling cannot be tried). **hangs**: no outcome within 5 s. "then hangs" and "then fails": the outcome was reported, and the next call to the same pool got none within 3 s, or failed. "does not exit": the program did not end within 3 s although the pool was told to. A value where there should be an error is shown as it is. CPython has no getters: its row is an exception that cannot be unpickled. What is not an error arrives at piscina's and tinypool's callers as it is, and prints as \`[object Object]\`.

Versions: ${peers.map(({ name, version }) => `${name} ${version}`).join("; ")}.
`;
}

function cell(seen: ReadonlySet<string>): string {
  return seen.size === 0 ? "–" : [...seen].sort().join(" / ");
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
