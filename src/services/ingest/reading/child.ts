import { perform, type Task } from "./work.js";

/** Runs in a process of its own: one task after another, until the desk hangs up or kills it. */
process.on("disconnect", () => process.exit(0));
process.on("message", (task: Task) => {
  void perform(task).then(
    (done) => answer({ done, rssBytes: process.memoryUsage.rss() }),
    (error: unknown) => answer({ fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});

function answer(message: object): void {
  process.send?.(message);
}
