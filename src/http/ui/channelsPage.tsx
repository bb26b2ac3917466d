import type { ListedChannel } from "../../services/publish/listing.js";
import { plainPage, WebLink } from "./document.js";

const FORMAT_NAMES = { rss: "RSS", atom: "Atom", json: "JSON Feed" } as const;

/** The feeds that anyone may subscribe to; readers find each by itself in the page's head. */
export function channelsPage(newsroom: string, channels: readonly ListedChannel[]): string {
  const links = channels.flatMap(({ title, feeds }) =>
    feeds.map(({ format, type, url }) => ({
      ...{ rel: "alternate", type, href: url },
      title: `${title} (${FORMAT_NAMES[format]})`,
    })),
  );
  return plainPage(
    newsroom,
    "Feeds",
    <>
      <h1>Feeds</h1>
      {channels.length === 0 ? <p>There is no feed for everyone here.</p> : null}
      {channels.map(({ title, description, feeds }) => (
        <section key={title}>
          <h2>{title}</h2>
          <p>{description}</p>
          <ul>
            {feeds.map(({ format, url }) => (
              <li key={url}>
                {FORMAT_NAMES[format]}: <WebLink url={url} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p>
        <a href="/feeds.opml">All of them as an OPML list</a>
      </p>
    </>,
    {},
    { robots: null, links },
  );
}
