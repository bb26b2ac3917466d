import { type ComponentChildren, h, type VNode } from "preact";
import { renderToString } from "preact-render-to-string";

/** HTML by the name of the place it belongs to. It is put in as it is, so it must be safe already. */
export type Slots = Readonly<Record<string, string>>;

export interface Head {
  readonly title: string;
  /** The one script makes the desk's pages quicker; nothing needs it. */
  readonly script: boolean;
  /** Null: search engines may list the page. */
  readonly robots?: "noindex" | null;
  readonly links?: readonly { readonly rel: string; readonly href: string }[];
  readonly meta?: readonly { readonly name: string; readonly content: string }[];
}

/** A place that `documentOf` fills with HTML that is safe already. `name` is lower-case letters. */
export function Slot({ name }: { readonly name: string }): VNode {
  return h(`slot-${name}`, null);
}

const SLOT = /<slot-([a-z]+)><\/slot-\1>/gu;

/**
 * One whole HTML document. Every text is escaped by the renderer; only `slots` are not. Because a `<` in a text never
 * comes out as one, no text can pass for a slot, and what is put in is not read again.
 */
export function documentOf(head: Head, body: ComponentChildren, slots: Slots = {}): string {
  const html = renderToString(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>{head.title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {head.robots === null ? null : <meta name="robots" content="noindex" />}
        {(head.meta ?? []).map(({ name, content }) => (
          <meta key={name} name={name} content={content} />
        ))}
        {(head.links ?? []).map(({ rel, href }) => (
          <link key={rel} rel={rel} href={href} />
        ))}
        <link rel="icon" type="image/svg+xml" href="/assets/favicon.svg" />
        <link rel="stylesheet" href="/assets/desk.css" />
        {head.script ? <script src="/assets/desk.js" defer /> : null}
      </head>
      {body}
    </html>,
  );
  return `<!doctype html>${html.replace(SLOT, (_, name: string) => slots[name] ?? "")}`;
}

/** A page for people who are not at the desk: no navigation, no script. */
export function plainPage(
  newsroom: string,
  title: string,
  content: ComponentChildren,
  slots: Slots = {},
  head: Partial<Omit<Head, "title">> = {},
): string {
  const body = (
    <body class="plain">
      <header class="masthead">
        <p class="newsroom">{newsroom}</p>
      </header>
      <main id="main">{content}</main>
    </body>
  );
  return documentOf({ script: false, ...head, title: `${title} · ${newsroom}` }, body, slots);
}

/** An address that a page may link to; null for any scheme but http(s). */
export function webAddress(address: string | null): string | null {
  if (address === null || !URL.canParse(address)) return null;
  return /^https?:$/u.test(new URL(address).protocol) ? address : null;
}

/** A link away from the desk, which learns nothing of where the reader came from; plain text for any other scheme. */
export function WebLink({ url, children }: { readonly url: string; readonly children?: ComponentChildren }) {
  const address = webAddress(url);
  if (address === null) return <span class="address">{children ?? url}</span>;
  return (
    <a class="address" href={address} rel="noopener noreferrer">
      {children ?? url}
    </a>
  );
}
