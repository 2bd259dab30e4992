import type { IpcOptions } from "../../arrow/ipc.js";
import { checkOptions } from "./check-options.js";

/** The options of Arrow IPC bytes. Throws ArgumentError for those that there are not; of compressions, the codecs know. */
export function ipcOptions(options: IpcOptions): IpcOptions {
  return checkOptions("toArrowIpc", options, { format: ["stream", "file"], compression: ["zstd"] });
}
