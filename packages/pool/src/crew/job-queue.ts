import type { Ticket } from "./ticket.js";

/** First in, first out. Tickets that were settled while they waited (cancelled) are passed over. */
export class JobQueue {
  /** tickets that a worker gave back, the next one last: they came before all others */
  readonly #returned: Ticket[] = [];
  #tickets: (Ticket | undefined)[] = [];
  #head = 0;
  #length = 0;

  /** jobs that still wait */
  get length(): number {
    return this.#length;
  }

  push(ticket: Ticket): void {
    this.#tickets.push(ticket);
    this.#count(ticket);
  }

  /** Puts tickets in front, in their order. One that was settled meanwhile waits for nothing. */
  putBack(tickets: readonly Ticket[]): void {
    for (let i = tickets.length - 1; i >= 0; i--) {
      const ticket = tickets[i]!;
      if (ticket.settled) continue;
      this.#returned.push(ticket);
      this.#count(ticket);
    }
  }

  /** The oldest job, which stays; or undefined. */
  peek(): Ticket | undefined {
    while (this.#returned.at(-1)?.settled === true) this.#returned.pop();
    if (this.#returned.length > 0) return this.#returned.at(-1);
    while (this.#tickets[this.#head]?.settled === true) this.#pass();
    return this.#tickets[this.#head];
  }

  /** The oldest job, or undefined. */
  take(): Ticket | undefined {
    const ticket = this.peek();
    if (ticket === undefined) return undefined;
    if (this.#returned.length > 0) this.#returned.pop();
    else this.#pass();
    this.#uncount(ticket);
    return ticket;
  }

  /** Says that a ticket is about to be settled, which may wait here, or be on its way between a worker and its owner. */
  drop(ticket: Ticket): void {
    if (ticket.waits) this.#uncount(ticket);
  }

  #count(ticket: Ticket): void {
    ticket.waits = true;
    this.#length++;
  }

  #uncount(ticket: Ticket): void {
    ticket.waits = false;
    this.#length--;
  }

  #pass(): void {
    this.#tickets[this.#head++] = undefined;
    if (this.#head < this.#tickets.length) return;
    this.#tickets = [];
    this.#head = 0;
  }
}
