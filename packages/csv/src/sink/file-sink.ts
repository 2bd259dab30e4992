/** Where output goes. A regular file is the old one until `commit`, and the whole new one after it. */
export interface FileSink {
  /** Writes a chunk (of text: UTF-8, whole characters) behind what was written before; wait for it before the next. */
  write(chunk: Uint8Array): Promise<void>;
  /** Holds no descriptor until more is written, where it can be opened again. */
  rest(): Promise<void>;
  /** Forgets what was written, so that something else may be in its place. Not there where it is out already. */
  restart?(): Promise<void>;
  /** Makes what was written the file. */
  commit(): Promise<void>;
  /** Leaves the file as it was; what was written to a pipe is gone. May be called after a failure. */
  abort(): Promise<void>;
}
