/** The dear function of the suites: about 2 µs of arithmetic a row, and an integer below 1000 that doubles hold exactly. */
export function heavy(name) {
  let state = name.length + 1;
  for (let step = 0; step < 150; step++) state = (state * 16807) % 2147483647;
  return state % 1000;
}
