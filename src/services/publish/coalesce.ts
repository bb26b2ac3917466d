/**
 * Lets calls share runs of some work: every call is answered by a run that began after it. Calls of one turn of the event
 * loop share a run; those that come while one is under way share the next.
 */
export function coalesced<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let isRunning = false;
  let waiting: (() => void) | null = null;
  let next: Promise<Result> | null = null;

  const turn = (): Promise<void> =>
    new Promise((resolve) => {
      if (isRunning) waiting = resolve;
      else setImmediate(resolve);
    });

  const begin = async (): Promise<Result> => {
    await turn();
    next = null;
    isRunning = true;
    try {
      return await work();
    } finally {
      isRunning = false;
      waiting?.();
      waiting = null;
    }
  };

  return () => {
    next ??= begin();
    return next;
  };
}
