import type { Ticket } from "./ticket.js";

/** First in, first out. Tickets that were settled while they waited (cancelled) are passed over. */
export class JobQueue {
  #tickets: (Ticket | undefined)[] = [];
  #head = 0;
  #settled = 0;

  /** jobs that still wait */
  get length(): number {
    return this.#tickets.length - this.#head - this.#settled;
  }

  push(ticket: Ticket): void {
    this.#tickets.push(ticket);
  }

  /** The oldest job, or undefined. */
  take(): Ticket | undefined {
    while (this.#head < this.#tickets.length) {
      const ticket = this.#tickets[this.#head];
      this.#tickets[this.#head++] = undefined;
      if (this.#head === this.#tickets.length) {
        this.#tickets = [];
        this.#head = 0;
      }
      if (ticket?.settled === false) return ticket;
      this.#settled--;
    }
    return undefined;
  }

  /** Says that a waiting ticket was settled. */
  dropped(): void {
    this.#settled++;
  }
}
