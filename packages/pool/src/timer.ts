/** Node runs a timer that is set for longer at once. */
export const LONGEST_TIMER = 2 ** 31 - 1;
