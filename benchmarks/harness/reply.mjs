// One line on standard output tells what a contender measured of itself. Libraries print there too, so the line is marked.
const MARK = "framepool-benchmark ";

export function writeReply(reply) {
  return `${MARK}${JSON.stringify(reply)}\n`;
}

/** The reply among everything a process printed, or null if it never came that far. */
export function readReply(output) {
  const line = output.split("\n").findLast((each) => each.startsWith(MARK));
  return line === undefined ? null : JSON.parse(line.slice(MARK.length));
}
