import { plainPage } from "./document.js";
import { Time } from "./time.js";

interface WithdrawnProps {
  readonly newsroom: string;
  /** In public words. */
  readonly reason: string;
  readonly when: string;
}

/** What is left where a column was (410): that it is gone, since when and why; nothing of what it said. */
export function withdrawnPage({ newsroom, reason, when }: WithdrawnProps): string {
  return plainPage(
    newsroom,
    "No longer published",
    <>
      <h1>This column is no longer published here</h1>
      <p class="standing-line">{reason}</p>
      <p>
        It was taken out on <Time at={when} />.
      </p>
    </>,
  );
}
