// Where piscina enters a thread. It tries require() before import(), and Node 20 has died inside a require() of an ES
// module when the thread was ended at that moment: so this is CommonJS, and the rest is imported.
exports.serveThread = async (start) => (await import("./dist/worker-side.js")).serveThread(start);
