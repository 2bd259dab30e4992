process.once("message", (n) => process.send(n * n, () => process.disconnect()));
