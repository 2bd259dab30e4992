import { describeCases } from "./support/pandas-cases.js";

// What pandas 2.3.3 gives for the same calls: pandas/make-summary-cases.py.
describeCases("as in pandas: reductions, groups, order, joins, reshaping", "summary-cases.json", 1000);
