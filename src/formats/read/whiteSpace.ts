/**
 * White space as a page shows it: each run of it is one space. Without a repeated class in the expression, which V8 gives
 * room on a stack for each character: megabytes of spaces overflow it.
 */
export function spaced(text: string): string {
  if (!/[^\S ]|\s\s/.test(text)) return text;
  return text.replace(/\s(?=\s)/g, "").replace(/\s/g, " ");
}

/** The same, with none at either end. */
export function folded(text: string): string {
  return spaced(text).trim();
}
