import type { IpcOptions } from "../arrow/ipc.js";
import { checkOption } from "./check-option.js";
import { checkOptions } from "./check-options.js";

/** The options of Arrow IPC bytes. Throws ArgumentError for those that there are not; of compressions, the codecs know. */
export function ipcOptions(options: IpcOptions): IpcOptions {
  const { format = "stream" } = checkOptions("toArrowIpc", options, { format: "own", compression: "own" });
  checkOption("toArrowIpc", "format", format, ["stream", "file"]);
  return options;
}
