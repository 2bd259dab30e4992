// Where a worker process begins.
import("./dist/worker-side.js").then(({ serveProcess }) => serveProcess());
