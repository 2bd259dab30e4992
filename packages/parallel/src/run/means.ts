import type { ErrorPolicy } from "../faults/policy.js";
import type { Quarantine } from "../faults/Quarantine.js";
import type { Tally } from "../faults/Tally.js";
import type { PartitionOptions } from "../parts/partition.js";
import type { InputParts } from "../sources/InputParts.js";
import type { Reporter } from "./report.js";
import type { ExecuteOptions } from "./run.js";
import type { Trips } from "./Trips.js";

/** What all stages of a run have together. */
export interface Means {
  readonly trips: Trips;
  readonly bytesInFlight: number;
  readonly reporter: Reporter;
  readonly options: ExecuteOptions & PartitionOptions;
  /** light steps over rows in memory are done where these lie */
  readonly staysHere: boolean;
  readonly errors: ErrorPolicy;
  readonly tally: Tally;
  readonly quarantine: Quarantine;
  /** takes note of the parts of the input, for what fails behind the first stage; null where there is but one */
  readonly input: InputParts | null;
}
