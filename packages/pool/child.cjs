// Where a Process's child begins. By `require`: starting the loader of ES modules takes as long as all that is read here.
require("./dist/worker-side.cjs").serveChild();
