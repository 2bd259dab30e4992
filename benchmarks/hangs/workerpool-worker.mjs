// workerpool wants a worker's methods registered; which module's, is its argument.
import workerpool from "workerpool";

workerpool.worker({ ...(await import(`./${process.argv[2]}`)) });
