/**
 * Lets calls share runs of some work: every call is answered by a run that began after it. Calls of one turn of the event
 * loop, or of `gatherMilliseconds`, share a run; those that come while `width` runs are under way share the next.
 */
export function coalesced<Result>(
  work: () => Promise<Result>,
  { width = 1, gatherMilliseconds = 0 } = {},
): () => Promise<Result> {
  let running = 0;
  let waiting: (() => void) | null = null;
  let next: Promise<Result> | null = null;

  const turn = (): Promise<void> =>
    new Promise((resolve) => {
      if (running >= width) waiting = resolve;
      else if (gatherMilliseconds > 0) setTimeout(resolve, gatherMilliseconds);
      else setImmediate(resolve);
    });

  const begin = async (): Promise<Result> => {
    await turn();
    next = null;
    running++;
    try {
      return await work();
    } finally {
      running--;
      waiting?.();
      waiting = null;
    }
  };

  return () => {
    next ??= begin();
    return next;
  };
}
