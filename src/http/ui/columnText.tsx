import { FINDINGS } from "../../domain/finding.js";
import { type Image, isReversible } from "../../domain/revision.js";
import type { StatedRight } from "../../domain/statedRight.js";
import { pictureName } from "../../services/ingest/pictures.js";
import type { ChannelClearance } from "../../services/releases.js";
import type { ColumnView } from "../../services/views.js";
import type { Chrome } from "./chrome.js";
import { CUTS, glance, mayPutBack, noteOf, type PlacedCut, PutOneForm, placedCuts, putBackOf } from "./columnNotes.js";
import { Slot, WebLink } from "./document.js";
import { ActForm } from "./forms.js";
import { Nothing, Section, Table } from "./parts.js";
import { count, listed, type Names, nameOf } from "./phrases.js";
import { Time } from "./time.js";

const CURED_BY: Readonly<Record<"editor" | "rights" | "partner", string>> = {
  editor: "An editor decides.",
  rights: "The rights desk decides.",
  partner: "The partner can cure this.",
};

/** Channels that the column left because nothing true could be written of it there. */
export function Unwritten({ view, names }: { readonly view: ColumnView; readonly names: Names }) {
  if (view.unwritten.length === 0) return null;
  return (
    <Section id="unwritten" title="What could not be published">
      <ul class="findings">
        {view.unwritten.map(({ channel, problem, at }) => (
          <li key={channel} class="doubt">
            <span class="mark doubt">Withdrawn</span> It left {nameOf(channel, names)} on <Time at={at} />. {problem}{" "}
            Once the text or its permission is mended, approve it anew.
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What reading the column made noticeable, doubts first, with the words they are about. */
export function Findings({ view }: { readonly view: ColumnView }) {
  const findings = view.revision.reading.findings
    .map((finding, at) => ({ ...finding, at, isShown: view.marks.findings[at]?.offset != null }))
    .sort((a, b) => FINDINGS[a.code].severity.localeCompare(FINDINGS[b.code].severity));
  if (findings.length === 0) return null;
  return (
    <Section id="findings" title="What was noticed">
      <ul class="findings">
        {findings.map(({ code, quote, place, at, isShown }) => {
          const { severity, sentence, curedBy } = FINDINGS[code];
          return (
            <li key={String(at)} class={severity}>
              <span class={`mark ${severity}`}>{severity === "doubt" ? "Doubt" : "Note"}</span> {sentence}
              {severity === "doubt" ? <span class="cure"> {CURED_BY[curedBy]}</span> : null}
              {place === undefined ? null : (
                <span class="away">
                  {" "}
                  ({isShown ? <a href={`#${noteOf(at)}`}>{place} of the text</a> : `${place} of the text`})
                </span>
              )}
              {quote === null ? null : <blockquote class="verbatim">{quote}</blockquote>}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** The body with its notes goes in through the slot `body`. */
export function Body({ chrome, view }: { readonly chrome: Chrome; readonly view: ColumnView }) {
  const { content, reading } = view.revision;
  const { html, language } = content;
  const isCutWhole = html === "" && reading.cuts.length > 0;
  return (
    <Section id="text" title="The text">
      {html === "" && !isCutWhole ? <Nothing>The feed carries no body for this column.</Nothing> : null}
      {isCutWhole ? <Nothing>Everything in the body was removed while cleaning.</Nothing> : null}
      {html === "" && !isCutWhole ? null : (
        <article class="column-text" dir="auto" {...(language === null ? {} : { lang: language })}>
          <Slot name="body" />
        </article>
      )}
      <PutOneForm chrome={chrome} view={view} />
    </Section>
  );
}

/** Pictures come through the desk, never from the partner: nobody there learns who looks. Nothing is published unseen. */
export function Media({ view }: { readonly view: ColumnView }) {
  const { images, enclosures } = view.revision.content;
  if (images.length + enclosures.length === 0) return null;
  return (
    <Section id="images" title="Pictures and files">
      <p class="standing-line">{whereImagesGo(view.clearances)}</p>
      {images.length === 0 ? null : (
        <p class="hint">
          The desk fetches them, so that nobody outside learns who looks; one that is not shown could not be fetched.
        </p>
      )}
      <ul class="media">
        {images.map((image, at) => (
          <ImageLine key={String(at)} item={view.item.id} image={image} />
        ))}
        {enclosures.map(({ url, type, bytes }) => (
          <li key={url}>
            Attached file, {type || "of unknown type"}
            {bytes === null ? "" : `, ${bytes} bytes`}. <WebLink url={url} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ImageLine({ item, image }: { readonly item: string; readonly image: Image }) {
  return (
    <li>
      <img
        class="preview"
        src={`/desk/items/${item}/pictures/${pictureName(image.url)}`}
        alt={image.alt}
        loading="lazy"
      />
      <p>
        {image.alt === "" ? "A picture without a description" : `“${image.alt}”`}
        {" · "}
        {image.credit === null ? "no credit stated" : `credit: ${image.credit}`}
      </p>
      <WebLink url={image.url} />
    </li>
  );
}

/** A drawing looks like a photograph from here: pictures go out where both are cleared. */
function whereImagesGo(clearances: readonly ChannelClearance[]): string {
  const cleared = clearances.filter(({ clearance: { components } }) => {
    return components.images === "cleared" && components.graphics === "cleared";
  });
  if (cleared.length === 0) return "Pictures are refused in every channel; they stay out.";
  if (cleared.length === clearances.length) return "Pictures are cleared in every channel.";
  return `Pictures are cleared in ${listed(cleared.map(({ channel }) => channel.title))} only; elsewhere they stay out.`;
}

/** What cleaning took out of the text, word for word; an editor puts back what is the author's. */
export function Cuts({ chrome, view }: { readonly chrome: Chrome; readonly view: ColumnView }) {
  const { digest, reading } = view.revision;
  if (reading.cuts.length === 0) return null;
  const canPutBack = mayPutBack(chrome, view);
  const list = (
    <ul class="media">
      {placedCuts(view).map(({ at, place, ...cut }) => (
        <li key={String(at)}>
          <p class="byline">
            {CUTS[cut.kind]}, {place ?? "at a place that cannot be told any more"}
          </p>
          <blockquote class="verbatim">{cut.text}</blockquote>
          {canPutBack && isReversible(cut) ? (
            <label>
              <input type="checkbox" name="cuts" value={String(at)} /> Put back
              <span class="unseen"> “{glance(cut.text)}”</span>
            </label>
          ) : null}
        </li>
      ))}
    </ul>
  );
  return (
    <details class="cuts" id="cuts">
      <summary>{count(reading.cuts.length, "passage")} removed while cleaning</summary>
      {canPutBack ? (
        <ActForm action={putBackOf(view)} csrf={chrome.csrf} label="Put passages back">
          <input type="hidden" name="revision" value={digest} />
          {list}
          <button type="submit">Put back what is ticked</button>
        </ActForm>
      ) : (
        list
      )}
    </details>
  );
}

const KINDS: Readonly<Record<StatedRight["kind"], string>> = {
  copyright: "Copyright",
  license: "License",
  "permission-claim": "Claims permission",
  "first-publication": "First publication",
  restriction: "Restriction",
  "usage-terms": "Terms of use",
  credit: "Credit",
};

const SCOPES: Readonly<Record<StatedRight["scope"], string>> = {
  feed: "for the whole feed",
  entry: "in the entry",
  body: "in the text",
};

/** What the words were read as, beside holder and year. */
function readFrom({ spdx, publication, about, certainty }: StatedRight): string {
  return [
    spdx === undefined ? null : `License ${spdx}`,
    publication?.name == null ? null : `First in ${publication.name}`,
    about === undefined ? null : `About ${about}`,
    certainty === "likely" ? "Likely: it names nobody" : null,
  ]
    .filter((part) => part !== null)
    .join(" · ");
}

/** A line that was cut is shown in the text where it stood; blocks of the text are counted without it. */
function whereStated({ scope, element, place, text }: StatedRight, cuts: readonly PlacedCut[]): string {
  const cut = scope === "body" ? cuts.find((one) => one.text.includes(text)) : undefined;
  if (cut !== undefined) return `removed from the text${cut.place === null ? "" : `, ${cut.place}`}`;
  return `${SCOPES[scope]}${element === "text" ? "" : ` (${element})`}${place === undefined ? "" : `, ${place}`}`;
}

/** What the column says about its own rights, verbatim. */
export function StatedRights({ view }: { readonly view: ColumnView }) {
  const stated = view.revision.content.statedRights;
  const cuts = placedCuts(view).filter(({ kind }) => kind === "stated-rights");
  return (
    <Section id="stated" title="Stated rights">
      <p class="hint">What the column says about itself: evidence, never a permission.</p>
      {stated.length === 0 ? (
        <Nothing>The column states nothing about its rights.</Nothing>
      ) : (
        <Table
          caption="Stated rights"
          columns={["Kind", "Word for word", "Where", "Holder, year"]}
          rows={stated.map((right) => [
            KINDS[right.kind],
            <>
              <q>{right.text}</q>
              {right.licenseUrl === null ? null : (
                <p>
                  <WebLink url={right.licenseUrl} />
                </p>
              )}
              {readFrom(right) === "" ? null : <p class="byline">{readFrom(right)}</p>}
            </>,
            whereStated(right, cuts),
            [right.holder, right.year].filter((part) => part !== null).join(", ") || "–",
          ])}
        />
      )}
    </Section>
  );
}
