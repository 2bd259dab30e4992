/**
 * A number is a whole one, of 53 bits, times a power of two; so are its powers. Whole numbers are added up apart for each power of two and
 * sign, as the 12 bits at the top of a number say them: nothing is shifted, and nothing lost. A sum has limbs of 27 bits in words of 64,
 * which hold the limbs of 2^36 numbers.
 *
 *   a bin:  x: 2 limbs | x^2: 4 | x^3: 6 | x^4: 8      4096 of them from SUMS_AT on
 */
const LIMB: u64 = 27;
const MASK: u64 = (1 << LIMB) - 1;
const BIN: usize = 8 * (2 + 4 + 6 + 8);
const BINS: usize = 4096;

/** 8192 numbers at most. */
export const VALUES_AT: usize = 1024;
export const SUMS_AT: usize = VALUES_AT + 8 * 8192;

/** All sums are 0. */
export function begin(): void {
  memory.fill(SUMS_AT, 0, BIN * BINS);
}

/** Adds the powers of `rows` numbers; NaN and the infinite ones are passed over. */
export function addPowers(rows: u32, fourth: bool): void {
  const end = VALUES_AT + 8 * <usize>rows;
  for (let at = VALUES_AT; at < end; at += 8) {
    const bits = load<u64>(at);
    const exponent = (bits >> 52) & 0x7ff;
    if (exponent == 0x7ff) continue;
    const bin = SUMS_AT + BIN * <usize>(bits >> 52);
    // Numbers next to 0 have no bit that is not written down.
    const whole = (bits & 0xf_ffff_ffff_ffff) | (<u64>(exponent != 0) << 52);
    const m0 = whole & MASK;
    const m1 = whole >> LIMB;
    add(bin, 0, m0);
    add(bin, 1, m1);
    let sum = m0 * m0;
    const a0 = sum & MASK;
    sum = (sum >> LIMB) + 2 * m0 * m1;
    const a1 = sum & MASK;
    sum = (sum >> LIMB) + m1 * m1;
    const a2 = sum & MASK;
    const a3 = sum >> LIMB;
    add(bin, 2, a0);
    add(bin, 3, a1);
    add(bin, 4, a2);
    add(bin, 5, a3);
    sum = a0 * m0;
    add(bin, 6, sum & MASK);
    sum = (sum >> LIMB) + a0 * m1 + a1 * m0;
    add(bin, 7, sum & MASK);
    sum = (sum >> LIMB) + a1 * m1 + a2 * m0;
    add(bin, 8, sum & MASK);
    sum = (sum >> LIMB) + a2 * m1 + a3 * m0;
    add(bin, 9, sum & MASK);
    sum = (sum >> LIMB) + a3 * m1;
    add(bin, 10, sum & MASK);
    add(bin, 11, sum >> LIMB);
    if (!fourth) continue;
    sum = a0 * a0;
    add(bin, 12, sum & MASK);
    sum = (sum >> LIMB) + 2 * a0 * a1;
    add(bin, 13, sum & MASK);
    sum = (sum >> LIMB) + 2 * a0 * a2 + a1 * a1;
    add(bin, 14, sum & MASK);
    sum = (sum >> LIMB) + 2 * (a0 * a3 + a1 * a2);
    add(bin, 15, sum & MASK);
    sum = (sum >> LIMB) + 2 * a1 * a3 + a2 * a2;
    add(bin, 16, sum & MASK);
    sum = (sum >> LIMB) + 2 * a2 * a3;
    add(bin, 17, sum & MASK);
    sum = (sum >> LIMB) + a3 * a3;
    add(bin, 18, sum & MASK);
    add(bin, 19, sum >> LIMB);
  }
}

@inline
function add(bin: usize, limb: usize, more: u64): void {
  store<u64>(bin + 8 * limb, load<u64>(bin + 8 * limb) + more);
}
