const DAY = 86_400_000;

/** `2021-03-04 05:06:07`, with 3, 6 or 9 digits of a fraction where there is one; `2021-03-04` without the clock. */
export function isoText(ms: number, nanos: number, clock: boolean): string {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return `${String(ms)} ms`; // beyond what a Date can be
  const iso = date.toISOString();
  const dot = iso.length - 5;
  if (!clock) return iso.slice(0, iso.indexOf("T"));
  return iso.slice(0, dot).replace("T", " ") + fraction(ms, nanos);
}

/** A duration as pandas writes one: `1 days 02:03:04`, `-1 days +23:59:59.500000`. */
export function durationText(ms: number, nanos: number): string {
  const days = Math.floor(ms / DAY);
  const seconds = Math.floor((ms - days * DAY) / 1000);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, "0")).join(":");
  const digits = fraction(ms, nanos);
  return `${String(days)} days ${days < 0 ? "+" : ""}${clock}${digits.length === 4 ? `${digits}000` : digits}`;
}

/** Nothing for a whole second, else a point and 3, 6 or 9 digits. */
function fraction(ms: number, nanos: number): string {
  const thousandths = ms - Math.floor(ms / 1000) * 1000;
  if (thousandths === 0 && nanos === 0) return "";
  const fine = String(nanos).padStart(6, "0");
  return `.${String(thousandths).padStart(3, "0")}${nanos === 0 ? "" : fine.endsWith("000") ? fine.slice(0, 3) : fine}`;
}
