/** True for a picture that is too small to be seen, or is called what it is: it counts readers. */
export function isTracker({ width, height, src }: Record<string, string>): boolean {
  const isTiny = (size: string | undefined) => size !== undefined && /^[01](?:px)?$/u.test(size.trim());
  return (
    (isTiny(width) && isTiny(height)) ||
    /\/(?:pixel|counter|beacon|track(?:ing)?|1x1)(?:\.(?:gif|png))?(?:\?|$)/iu.test(src ?? "")
  );
}
