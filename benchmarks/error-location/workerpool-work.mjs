import workerpool from "workerpool";
import { lengthsOf } from "./work.mjs";

workerpool.worker({ lengthsOf });
