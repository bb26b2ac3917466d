/** BCP 47 tags as newsrooms write them: letters and digits in subtags of at most eight. */
const TAG = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$/u;

export function isLanguage(text: string): boolean {
  return TAG.test(text);
}

/** RFC 4647 §3.3.1, basic filtering: the range is the tag, or the beginning of it before a hyphen. Case does not count. */
export function coversLanguage(ranges: "any" | readonly string[], tag: string | null): boolean {
  if (ranges === "any") return true;
  if (tag === null) return false;
  const wanted = tag.toLowerCase();
  return ranges.some((range) => {
    const start = range.toLowerCase();
    return wanted === start || wanted.startsWith(`${start}-`);
  });
}
