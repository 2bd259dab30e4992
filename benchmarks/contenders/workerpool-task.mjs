// workerpool wants a worker's methods registered.
import workerpool from "workerpool";
import double from "./tiny-task.mjs";

workerpool.worker({ double });
