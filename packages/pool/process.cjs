// Where a worker process begins. By `require`, as child.cjs.
require("./dist/worker-side.cjs").serveProcess();
