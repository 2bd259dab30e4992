export const DONE = 0;
export const FAILED = 1;
export const USAGE = 2;

/** What a shell says of a program that SIGPIPE ended, as it ends `cat` in `cat file | head`. */
export const READER_GONE = 141;
