// Where a Process's child begins.
import("./dist/worker-side.js").then(({ serveChild }) => serveChild());
