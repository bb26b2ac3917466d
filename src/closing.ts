/** A start that was stopped or has failed may take this long to close what it had opened, in milliseconds. */
export const CLOSE_FAILED_START_MILLISECONDS = 1_000;
/** A desk that is asked to stop may take this long to finish what is under way, in milliseconds. */
export const STOP_MILLISECONDS = 8_000;
/** A command whose work is done may take this long, in milliseconds; nobody waits for it to make room. */
export const CLOSE_MILLISECONDS = 240_000;

/** A start that cannot be; says why in one sentence, with the remedy. */
export class StartError extends Error {}

/** What was opened, in order, and how each part is closed. */
export interface Closing {
  /**
   * Opens a part and keeps how it is closed. What opens only after the closing has begun is closed at once.
   *
   * @throws what `open` throws, and an Error once the closing has begun.
   */
  open<T>(step: string, open: () => T | Promise<T>, close?: (opened: T) => unknown): Promise<T>;
  /**
   * Closes everything in reverse, once, each part even where another fails. A part that takes longer than half of the
   * time that is left is not waited for any more.
   *
   * @returns a sentence for each part that failed or was not waited for.
   */
  closeAll(milliseconds: number): Promise<readonly string[]>;
}

interface Opened {
  readonly step: string;
  readonly close: () => unknown;
}

export function closingStack(): Closing {
  const opened: Opened[] = [];
  let closed: Promise<readonly string[]> | null = null;
  return {
    open: async (step, open, close) => {
      if (closed !== null) throw new Error(`${step}: not opened, for everything is being closed.`);
      const result = await open();
      const part = { step, close: () => close?.(result) };
      if (closed === null) opened.push(part);
      else await part.close();
      return result;
    },
    closeAll: (milliseconds) => {
      closed ??= closeInReverse(opened, milliseconds);
      return closed;
    },
  };
}

/** Opens in steps; where one fails, what was opened before it is closed, and the failure goes on. */
export async function wholeOrClosed<T>(
  closing: Closing,
  open: () => Promise<T>,
  complain: (complaints: readonly string[]) => void,
): Promise<T> {
  try {
    return await open();
  } catch (error) {
    const complaints = await closing.closeAll(CLOSE_FAILED_START_MILLISECONDS);
    if (complaints.length > 0) complain(complaints);
    throw error;
  }
}

async function closeInReverse(opened: Opened[], milliseconds: number): Promise<readonly string[]> {
  const until = performance.now() + milliseconds;
  const complaints: string[] = [];
  for (const { step, close } of opened.splice(0).reverse()) {
    const problem = await problemOf(close, (until - performance.now()) / 2);
    if (problem !== null) complaints.push(`${step}: ${problem}`);
  }
  return complaints;
}

async function problemOf(close: () => unknown, milliseconds: number): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`was not closed within ${Math.ceil(milliseconds)} ms`), milliseconds);
  });
  const closed = (async () => close())().then(
    () => null,
    (error: unknown) => `could not be closed: ${error instanceof Error ? error.message : String(error)}`,
  );
  return Promise.race([closed, late]).finally(() => clearTimeout(timer));
}
