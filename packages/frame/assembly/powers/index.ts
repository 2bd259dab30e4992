// What JavaScript calls to add up powers of numbers exactly. Nothing here allocates.
export { addPowers, begin, SUMS_AT, VALUES_AT } from "./add-powers";
