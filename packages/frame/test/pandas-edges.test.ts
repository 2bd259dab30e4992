import { describeCases } from "./support/pandas-cases.js";

// What pandas 2.3.3 gives for the same calls: pandas/make-edge-cases.py.
describeCases("as in pandas: nothing, missing cells, one value, ties, negative zero, NaN beside null, wide integers, emoji", "edge-cases.json", 1700);
