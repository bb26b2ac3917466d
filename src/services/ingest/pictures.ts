import { shortDigest } from "../../domain/digest.js";
import { DomainError } from "../../domain/error.js";
import { currentRevision } from "../../domain/item.js";
import { type PictureType, pictureTypeOf } from "../../domain/picture.js";
import type { RevisionContent } from "../../domain/revision.js";
import { type Actor, requireCapability } from "../../domain/role.js";
import { imageSources } from "../../formats/html/words.js";
import type { Desk } from "../desk.js";
import { getItem, getRevision } from "../reads.js";
import type { FetchFeed } from "./fetchFeed.js";
import { shownUrl } from "./shownUrl.js";

export interface Picture {
  readonly type: PictureType;
  readonly bytes: Uint8Array;
}

/** A larger picture is not shown on the desk. */
export const MAX_PICTURE_BYTES = 5 * 2 ** 20;
/** What is kept in memory, all pictures together. */
export const MAX_KEPT_BYTES = 32 * 2 ** 20;

export type ShowPicture = (actor: Actor, item: string, name: string) => Promise<Picture>;

/** The name of a picture in the desk's own addresses. */
export function pictureName(url: string): string {
  return shortDigest(`picture\n${url}`);
}

/**
 * Shows a picture that stands on a column to those who work at the desk: fetched by the guarded client, never by their
 * browsers; by what its bytes are, not by what the server says. No other address can be asked for.
 *
 * @throws DomainError `item.unknown` for a picture that the current text does not have; `feed.unreachable`.
 */
export function pictures(desk: Desk, fetchFeed: FetchFeed): ShowPicture {
  const kept = new Map<string, Picture>();
  let keptBytes = 0;
  const keep = (url: string, picture: Picture) => {
    kept.set(url, picture);
    keptBytes += picture.bytes.byteLength;
    for (const [oldest, { bytes }] of kept) {
      if (keptBytes <= MAX_KEPT_BYTES) break;
      kept.delete(oldest);
      keptBytes -= bytes.byteLength;
    }
  };
  return async (actor, id, name) => {
    requireCapability(actor, "read");
    const { content } = await getRevision(desk, currentRevision(await getItem(desk, id)).digest);
    const url = addressesIn(content).find((address) => pictureName(address) === name);
    if (url === undefined) throw new DomainError("item.unknown", "This column has no such picture.");
    const known = kept.get(url);
    if (known !== undefined) return known;
    const picture = await fetched(fetchFeed, url);
    if (!kept.has(url)) keep(url, picture);
    return picture;
  };
}

function addressesIn({ images, html }: RevisionContent): readonly string[] {
  return [...images.map(({ url }) => url), ...imageSources(html)];
}

async function fetched(fetchFeed: FetchFeed, url: string): Promise<Picture> {
  const answer = await fetchFeed(url, { etag: null, lastModified: null });
  if (answer.kind !== "body") throw new DomainError("feed.unreachable", `${shownUrl(url)} has no picture.`);
  const type = pictureTypeOf(answer.bytes);
  if (type === null) throw new DomainError("feed.unreachable", `${shownUrl(url)} is no picture that is shown here.`);
  if (answer.bytes.byteLength > MAX_PICTURE_BYTES)
    throw new DomainError("feed.unreachable", `${shownUrl(url)} is larger than ${MAX_PICTURE_BYTES} bytes.`);
  return { type, bytes: answer.bytes };
}
