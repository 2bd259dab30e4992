import { StringDecoder } from "node:string_decoder";

/** A line that long is passed on in pieces. */
const LONGEST = 64 * 1024;

/**
 * Puts a worker's name before every line that it prints, and passes on whole lines only, so that the lines of several
 * workers stand one below the other and not inside each other.
 */
export class LineMarker {
  readonly #mark: string;
  readonly #to: (lines: string) => void;
  readonly #decoder = new StringDecoder("utf8");
  #rest = "";

  constructor(name: string, to: (lines: string) => void) {
    this.#mark = `[${name}] `;
    this.#to = to;
  }

  write(text: string | Uint8Array): void {
    const all = this.#rest + (typeof text === "string" ? text : this.#decoder.write(Buffer.from(text.buffer, text.byteOffset, text.byteLength)));
    const end = all.length > LONGEST ? all.length : all.lastIndexOf("\n") + 1;
    this.#rest = all.slice(end);
    if (end > 0) this.#pass(all.slice(0, end));
  }

  /** No more comes: a line that was begun ends here. */
  end(): void {
    const rest = this.#rest + this.#decoder.end();
    this.#rest = "";
    if (rest !== "") this.#pass(rest);
  }

  #pass(lines: string): void {
    const whole = lines.endsWith("\n") ? lines.slice(0, -1) : lines;
    this.#to(`${this.#mark}${whole.replaceAll("\n", `\n${this.#mark}`)}\n`);
  }
}
