/** Namespaces that outbound feeds use, with the prefix that validators expect. */
export const NAMESPACES = {
  atom: "http://www.w3.org/2005/Atom",
  at: "http://purl.org/atompub/tombstones/1.0",
  content: "http://purl.org/rss/1.0/modules/content/",
  creativeCommons: "http://backend.userland.com/creativeCommonsRssModule",
  dc: "http://purl.org/dc/elements/1.1/",
  dcterms: "http://purl.org/dc/terms/",
  fh: "http://purl.org/syndication/history/1.0",
  /** Our own profile, `docs/receipts.md`; a name, not an address that is fetched. */
  imprimatur: "tag:imprimatur.example,2026:rights",
} as const;

export type Prefix = keyof typeof NAMESPACES;

/** RFC 4946 §2: the license of an entry that has none to link to. */
export const UNSPECIFIED_LICENSE = "http://purl.org/atompub/license#unspecified";
