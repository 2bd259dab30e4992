/** How hard a suite tries: 1 in `npm test`, more in `npm run soak` (SOAK=20). */
export const EFFORT = Math.max(1, Number(process.env["SOAK"] ?? 1));
/** A generator of numbers that are the same for the same seed (mulberry32). */
export class Seeded {
  #state;
  constructor(seed) {
    this.#state = seed >>> 0;
  }
  /** from 0 to 1 */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
  /** a whole number below `end` */
  below(end) {
    return Math.floor(this.next() * end);
  }
  pick(list) {
    return list[this.below(list.length)];
  }
}
