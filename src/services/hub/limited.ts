/** Runs works of one kind, so many at a time. */
export interface Limited {
  run<Result>(work: () => Promise<Result>): Promise<Result>;
  /** How many wait for their turn. */
  waiting(): number;
}

/** At most `width` at a time, in the order in which they came; one that fails makes room like one that succeeds. */
export function limited(width: number): Limited {
  let running = 0;
  const turns: (() => void)[] = [];
  return {
    run: async (work) => {
      if (running >= width) await new Promise<void>((resolve) => turns.push(resolve));
      else running++;
      try {
        return await work();
      } finally {
        const next = turns.shift();
        if (next === undefined) running--;
        else next();
      }
    },
    waiting: () => turns.length,
  };
}
