const SIGNALS = ["SIGINT", "SIGTERM"] as const;
/**
 * What arrives so soon after the first signal, in milliseconds, is the same wish: a terminal and a service manager
 * send a signal to the whole group, and npm hands it on once more.
 */
const SAME_WISH_MILLISECONDS = 500;

export interface StopAsked {
  /** Resolves at the first SIGINT or SIGTERM; a later one ends the process at once, also while it is working. */
  readonly asked: Promise<void>;
  /** From now on the first one does. */
  over(): void;
}

export function stopAsked(): StopAsked {
  let ask: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    ask = resolve;
  });
  const heard = () => {
    ask();
    setTimeout(over, SAME_WISH_MILLISECONDS).unref();
  };
  const over = () => {
    for (const signal of SIGNALS) process.off(signal, heard);
  };
  for (const signal of SIGNALS) process.on(signal, heard);
  return { asked, over };
}
