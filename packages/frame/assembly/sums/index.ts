// What JavaScript calls to add up numbers, and their squares, exactly. Nothing here allocates.
export { addNumbers, addSquares, MOST, ROOM, ROOM_AT, SUMS_AT } from "./add-run";
