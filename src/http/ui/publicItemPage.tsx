import type { SearchWish } from "../../domain/terms.js";
import { type Head, plainPage, Slot, WebLink, webAddress } from "./document.js";
import { Facts } from "./parts.js";
import { listed } from "./phrases.js";
import { Time } from "./time.js";

/** What the public may know of a published column: its rights, not its text. */
export interface PublicItemProps {
  readonly publisher: { readonly name: string; readonly url: string };
  /** This very page. */
  readonly address: string;
  /** Where a license is to be had: the partner's own pages. */
  readonly partnerUrl: string | null;
  /** In words. */
  readonly usageTerms: string;
  readonly releasedAt: string;
  readonly searchWish: SearchWish;
  /** TDMRep: mining is reserved. */
  readonly isMiningReserved: boolean;
  readonly title: string;
  readonly authors: readonly string[];
  readonly originalUrl: string | null;
  readonly publishedAt: string | null;
  readonly notice: string;
  readonly creditLine: string | null;
  readonly holder: string;
  readonly license: { readonly name: string; readonly url: string | null };
  readonly validUntil: string | null;
  readonly channels: readonly string[];
  readonly language: string | null;
}

/** What an entry's link in a feed opens: who owns the column, under which words it is republished, and the original. */
export function publicItemPage(props: PublicItemProps): string {
  const original = webAddress(props.originalUrl);
  return plainPage(
    props.publisher.name,
    props.title,
    <article class="public-item">
      <Slot name="data" />
      <p class="kicker">Republished with permission</p>
      <h1 dir="auto" {...(props.language === null ? {} : { lang: props.language })}>
        {props.title}
      </h1>
      {props.authors.length === 0 ? null : (
        <p class="byline">
          By <bdi>{listed(props.authors)}</bdi>
        </p>
      )}
      {original === null ? null : (
        <p>
          <a class="button primary" href={original} rel="noopener">
            Read the original
          </a>
        </p>
      )}
      <p class="notice">{props.notice}</p>
      <Facts
        pairs={[
          ["Credit", props.creditLine],
          ["Rights holder", props.holder],
          ["Terms", props.usageTerms],
          ["License", <LicenseName key="license" license={props.license} />],
          ["First published", props.publishedAt === null ? null : <Time at={props.publishedAt} />],
          ["Permission holds until", props.validUntil === null ? null : <Time at={props.validUntil} />],
          ["Published in", listed(props.channels)],
        ]}
      />
    </article>,
    { data: structuredData(props) },
    headOf(props, original),
  );
}

/** The license, the original where the partner wishes to be the canonical page, and what machines may do. */
function headOf(props: PublicItemProps, original: string | null): Partial<Head> {
  const license = webAddress(props.license.url);
  const isCanonical = props.searchWish === "canonical" || props.searchWish === "both";
  const isHidden = props.searchWish === "noindex" || props.searchWish === "both";
  return {
    robots: isHidden ? "noindex" : null,
    links: [
      ...(license === null ? [] : [{ rel: "license", href: license }]),
      { rel: "canonical", href: isCanonical && original !== null ? original : props.address },
    ],
    meta: [{ name: "tdm-reservation", content: props.isMiningReserved ? "1" : "0" }],
  };
}

function LicenseName({ license }: { readonly license: PublicItemProps["license"] }) {
  if (license.url === null) return <>{license.name}</>;
  return <WebLink url={license.url}>{license.name}</WebLink>;
}

/**
 * schema.org in JSON-LD. It is data: no browser runs it. Every `<`, `>` and `&` is written as an escape of JSON, so
 * that no text can end the element it stands in.
 */
function structuredData(props: PublicItemProps): string {
  const license = webAddress(props.license.url) ?? { "@type": "CreativeWork", name: props.license.name };
  const original = webAddress(props.originalUrl);
  const people = props.authors.map((name) => ({ "@type": "Person", name }));
  const newsroom = { "@type": "Organization", name: props.publisher.name, url: props.publisher.url };
  const facts = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    headline: props.title,
    url: props.address,
    author: people,
    creator: people,
    license,
    acquireLicensePage: webAddress(props.partnerUrl) ?? props.address,
    usageInfo: props.address,
    conditionsOfAccess: props.usageTerms,
    copyrightHolder: { "@type": "Organization", name: props.holder },
    copyrightNotice: props.notice,
    copyrightYear: Number((props.publishedAt ?? props.releasedAt).slice(0, 4)),
    creditText: props.creditLine ?? props.holder,
    publisher: newsroom,
    sdPublisher: newsroom,
    ...(original === null ? {} : { isBasedOn: original }),
    ...(props.publishedAt === null ? {} : { datePublished: props.publishedAt }),
    ...(props.validUntil === null ? {} : { expires: props.validUntil }),
    ...(props.language === null ? {} : { inLanguage: props.language }),
  };
  const json = JSON.stringify(facts).replace(/[<>&\u2028\u2029]/gu, (char) => {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  return `<script type="application/ld+json">${json}</script>`;
}
