// Where piscina enters a thread. All of it is CommonJS: a thread that is given no module never starts the loader of modules,
// and Node 20 has died inside a require() of an ES module when the thread was ended at that moment.
exports.serveThread = (start) => require("./dist/worker-side.cjs").serveThread(start);
