import type { Problem } from "../../domain/error.js";
import { plainPage } from "./document.js";

interface MessageProps {
  readonly newsroom: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly problems: readonly Problem[];
  /** A path of this site, or null. */
  readonly back: string | null;
}

/** An error or a refusal, for people: what happened and what to do. */
export function messagePage({ newsroom, status, title, detail, problems, back }: MessageProps): string {
  const path = back !== null && /^\/(?![/\\])/u.test(back) ? back : null;
  return plainPage(
    newsroom,
    title,
    <>
      <p class="kicker">{status}</p>
      <h1>{title}</h1>
      <p class="standing-line">{detail}</p>
      {problems.length === 0 ? null : (
        <ul>
          {problems.map(({ pointer, detail: what }) => (
            <li key={`${pointer} ${what}`}>
              {pointer === "" ? null : <code>{pointer}</code>} {what}
            </li>
          ))}
        </ul>
      )}
      {path === null ? null : (
        <p>
          <a href={path}>Back</a>
        </p>
      )}
    </>,
  );
}
