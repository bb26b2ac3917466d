import type { Channel } from "../../domain/channel.js";
import { assess, type Clearance } from "../../domain/clearance.js";
import { digestOfText, uuidUrnOf } from "../../domain/digest.js";
import type { Duty } from "../../domain/duty.js";
import type { ReleasedExcerpt } from "../../domain/excerpt.js";
import { type License, type LicenseVersion, versionCited } from "../../domain/license.js";
import { composeNotice } from "../../domain/notice.js";
import type { Partner } from "../../domain/partner.js";
import { type PermissionRecord, versionAt } from "../../domain/permission.js";
import { type Release, releasedUse } from "../../domain/release.js";
import type { RevisionContent } from "../../domain/revision.js";
import type { Rules } from "../../domain/rules.js";
import type { AfterEnd } from "../../domain/terms.js";
import type { Instant } from "../../domain/window.js";
import { withoutComponents } from "../../formats/html/components.js";
import { excerptAt } from "../../formats/html/excerpt.js";
import { withPictureCredits } from "../../formats/html/pictureCredits.js";
import { imageSources } from "../../formats/html/words.js";
import type { OutboundEntry, OutboundImage, OutboundRights, OutboundSource } from "../../formats/write/document.js";
import type { Standing } from "../releases.js";

/** What an entry is composed from, besides the release itself. */
export interface Sources {
  readonly baseUrl: string;
  readonly partners: ReadonlyMap<string, Partner>;
  readonly licenses: ReadonlyMap<string, License>;
  readonly rules: ReadonlyMap<string, Rules>;
  readonly feedRights: ReadonlyMap<string, string>;
}

export interface Composed {
  readonly entry: OutboundEntry;
  readonly clearance: Clearance;
}

/** The identity of a column in our feeds: it does not change with its text, and is never given to another. */
export function entryId(item: string): string {
  return uuidUrnOf(`imprimatur item ${item}`);
}

export function itemPage(baseUrl: string, item: string): string {
  return `${baseUrl}/items/${item}`;
}

/**
 * Composes the entry of a release that stands, from the clearance at this instant. Returns null where it is refused:
 * the gate is here, not in the record of the release.
 */
export function composeEntry(standing: Standing, channel: Channel, sources: Sources, at: Instant): Composed | null {
  const { release, item, revision, facts, lapse } = standing;
  const partner = sources.partners.get(release.partner);
  const rules = sources.rules.get(release.partner);
  if (lapse !== null || revision === null || facts === null) return null;
  if (partner === undefined || rules === undefined) return null;
  const clearance = assess(releasedUse(channel, release), facts, rules, at);
  const relied = reliedRecord(clearance, rules, at);
  if (relied === null) return null;
  const license = citedLicense(relied, sources.licenses);
  const { content } = revision;
  const out = uncleared(clearance);
  const isExcerpt = release.excerpt !== null;
  const images = isExcerpt || out.includes("images") ? [] : imagesOf(content);
  const credited = clearance.duties.some((duty) => duty.class === "image-credit" && duty.strength === "must");
  const cleared = withoutComponents(content.html, out);
  const entry: OutboundEntry = {
    id: entryId(item.id),
    url: itemPage(sources.baseUrl, item.id),
    originalUrl: content.url,
    title: content.title,
    authors: content.authors.length > 0 ? content.authors : [partner.name],
    publishedAt: content.publishedAt,
    updatedAt: release.openedAt,
    tags: content.tags,
    language: content.language,
    html:
      release.excerpt !== null
        ? excerptOf(content.html, release.excerpt)
        : credited
          ? withPictureCredits(cleared, images)
          : cleared,
    // A summary and a recording would say more than the excerpt that is cleared.
    summary: isExcerpt ? null : content.summary,
    enclosures: isExcerpt || out.includes("embeds") ? [] : content.enclosures,
    images: credited ? images.filter(({ credit }) => credit !== null) : images,
    rights: {
      ...rightsOf(relied, license, partner, content, clearance, release),
      pixelUrl: pixelOf(clearance, channel),
      picturesCredited: credited,
    },
    source: sourceOf(standing, partner, sources.feedRights),
    receipt: null,
  };
  return { entry, clearance };
}

function reliedRecord(
  clearance: Clearance,
  rules: Rules,
  at: Instant,
): (PermissionRecord & { readonly id: string }) | null {
  const relied = rules.rule(clearance.reliedOn?.permission ?? "")?.permission;
  const version = relied === undefined ? undefined : versionAt(relied, at);
  return relied === undefined || version === undefined ? null : { id: relied.id, ...version.record };
}

function citedLicense(record: PermissionRecord, licenses: ReadonlyMap<string, License>): LicenseVersion {
  const license = licenses.get(record.license.id);
  const version = license === undefined ? undefined : versionCited(license, record.license.digest);
  if (version === undefined)
    throw new TypeError(`license ${record.license.id} has no version ${record.license.digest}`);
  return version;
}

function rightsOf(
  record: PermissionRecord & { readonly id: string },
  license: LicenseVersion,
  partner: Partner,
  content: RevisionContent,
  { duties }: Clearance,
  { openedAt, excerpt }: Release,
): Omit<OutboundRights, "pixelUrl" | "picturesCredited"> {
  const creditLine = record.creditLine ?? partner.creditLine;
  const stays = excerpt !== null && record.terms.afterEnd !== "remove";
  const notice = composeNotice(record.notice ?? license.notice, {
    title: content.title,
    authors: content.authors.join(", ") || partner.name,
    partner: partner.name,
    rightsHolder: record.rightsHolder,
    grantor: record.grantor.name,
    year: (content.publishedAt ?? openedAt).slice(0, 4),
    originalUrl: content.url ?? partner.homepage,
    license: license.name,
    licenseUrl: license.url ?? "",
    creditLine,
  });
  return {
    notice,
    noticePlacement: placementOf(duties, "notice", "bottom"),
    creditLine: duties.some((duty) => duty.class === "credit") ? creditLine : null,
    creditPlacement: placementOf(duties, "credit", "top"),
    linkBack: excerpt !== null || duties.some((duty) => duty.class === "link"),
    extent: excerpt === null ? "whole" : "excerpt",
    usageTerms: `${excerpt === null ? "" : EXCERPT_TERMS}${usageTerms(record, stays)}`,
    holder: record.rightsHolder,
    license: { name: license.name, url: license.url },
    validFrom: record.window.from,
    validUntil: stays ? null : record.window.until,
    permission: record.id,
  };
}

/**
 * Readers are counted on the web only: a feed that is read elsewhere has no page to count. Empty, which no writer admits,
 * where an earlier record must have one and names none.
 */
function pixelOf({ duties }: Clearance, { medium }: Channel): string | null {
  const duty = medium === "web" ? duties.find((one) => one.class === "pixel") : undefined;
  if (duty === undefined) return null;
  const { url } = duty.parameters;
  return typeof url === "string" ? url : duty.strength === "must" ? "" : null;
}

/** Those of the body that the feed says nothing else about have no credit. */
function imagesOf({ html, images }: RevisionContent): readonly OutboundImage[] {
  const stated = new Set(images.map(({ url }) => url));
  const others = new Set(imageSources(html).filter((url) => !stated.has(url)));
  return [...images, ...[...others].map((url) => ({ url, alt: "", credit: null }))];
}

const EXCERPT_TERMS = "This is an excerpt; no more of the column may be published. ";

/** Empty where the text does not yield what was released: nothing else may go out, and no writer admits it. */
function excerptOf(html: string, released: ReleasedExcerpt): string {
  const made = excerptAt(html, released);
  return digestOfText(made.html) === released.digest ? made.html : "";
}

/** A drawing looks like a photograph from here: a picture leaves only where both are cleared. A film is shown by an embed. */
function uncleared({ components }: Clearance): readonly ("images" | "embeds")[] {
  const pictures = components.images === "refused" || components.graphics === "refused";
  const films = components.embeds === "refused" || components.video === "refused";
  return [...(pictures ? (["images"] as const) : []), ...(films ? (["embeds"] as const) : [])];
}

type Placement = "top" | "bottom";

function placementOf(duties: readonly Duty[], wanted: Duty["class"], otherwise: Placement): Placement {
  return duties.find((duty) => duty.class === wanted)?.placement ?? otherwise;
}

const AT_THE_END: Readonly<Record<AfterEnd, string>> = {
  remove: "remove it then",
  reduce: "reduce it to an excerpt with a link to the original then",
  "may-stay": "what was published by then may stay",
};

/** In words, for readers of the machine-readable element who are people. */
function usageTerms({ terms, window }: PermissionRecord, stays: boolean): string {
  const edits = {
    verbatim: "Publish verbatim.",
    style: "Only house style may be changed.",
    cuts: "Cuts are allowed.",
    free: "Edits are allowed.",
  };
  const onward = terms.onward === "anyone" ? "May be passed on." : "Not to be passed on to others.";
  const end = stays
    ? ` It may stay after ${window.until}.`
    : ` Permitted until ${window.until}; ${AT_THE_END[terms.afterEnd]}.`;
  return `${edits[terms.edits]} ${onward}${window.until === null ? "" : end}`;
}

function sourceOf(
  { item, release }: Standing,
  partner: Partner,
  feedRights: ReadonlyMap<string, string>,
): OutboundSource {
  const id = item.sightings[0]?.source ?? partner.id;
  const source = partner.sources.find((candidate) => candidate.id === id);
  return {
    id: uuidUrnOf(`imprimatur source ${id}`),
    title: source === undefined ? partner.name : `${partner.name}: ${source.title}`,
    feedUrl: source?.url ?? partner.homepage,
    homeUrl: partner.homepage,
    updatedAt: release.openedAt,
    rights: feedRights.get(id) ?? null,
  };
}
