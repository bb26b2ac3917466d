/** The line of a place in a text, from 1. The text is gone through once, when the first line is asked for. */
export function lineFinder(text: string): (offset: number) => number {
  let breaks: readonly number[] | null = null;
  return (offset) => {
    breaks ??= lineBreaks(text);
    let [low, high] = [0, breaks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((breaks[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}

/** A carriage return alone also ends a line (XML 1.0 §2.11). */
function lineBreaks(text: string): readonly number[] {
  return [...text.matchAll(/\r\n?|\n/gu)].map(({ index, 0: found }) => index + found.length - 1);
}
