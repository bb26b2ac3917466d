import type { Part } from "./work.js";

/** The parts of one answer, in their order, as they come. */
export interface Answers {
  /** The next part; null after the last. @throws what the task failed with. */
  next(): Promise<Part | null>;
  /** Nothing more of it is wanted. */
  leave(): void;
  /** @returns true where the one who answers goes on, false where it waits until a part is taken. */
  push(part: Part): boolean;
  end(): void;
  fail(error: Error): void;
}

/**
 * @param ahead parts that may wait to be taken.
 * @param taken a part was taken.
 * @param left it was left before its end.
 */
export function answers(ahead: number, taken: () => void, left: () => void): Answers {
  const parts: Part[] = [];
  let ending: { readonly error: Error | null } | null = null;
  let wake = () => {};
  const finish = (error: Error | null) => {
    ending ??= { error };
    wake();
  };
  return {
    next: async () => {
      for (;;) {
        const part = parts.shift();
        if (part !== undefined) {
          if (ending === null) taken();
          return part;
        }
        if (ending?.error != null) throw ending.error;
        if (ending !== null) return null;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    leave: () => {
      const isOver = ending !== null;
      finish(null);
      parts.length = 0;
      if (!isOver) left();
    },
    push: (part) => {
      parts.push(part);
      wake();
      return parts.length < ahead;
    },
    end: () => finish(null),
    fail: finish,
  };
}
