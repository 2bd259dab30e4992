// node half-written.mjs FILE HOW: writes half of a file, says so, and then …
import { openSink } from "@framepool/csv/internal";

const [file, how] = process.argv.slice(2);
const sink = await openSink(file);
await sink.write(Buffer.from("half"));
process.stdout.write("half\n");

switch (how) {
  case "waits":
    setInterval(() => undefined, 1000);
    break;
  case "exits":
    process.exit(3);
    break;
  case "fails":
    setTimeout(() => {
      throw new Error("nobody catches this");
    }, 10);
    break;
  case "listens": {
    const waiting = setInterval(() => undefined, 1000);
    process.once("SIGINT", async () => {
      clearInterval(waiting);
      await sink.write(Buffer.from(" whole"));
      await sink.commit();
    });
    break;
  }
  case "writes much":
    try {
      for (let i = 0; i < 100; i++) await sink.write(Buffer.alloc(4096));
    } catch (error) {
      process.stdout.write(`${error.message}\n`);
      process.exitCode = 7;
    }
    break;
}
