import type { Entry } from "../../domain/event.js";
import { nameLicensees } from "../../domain/exclusivity.js";
import { latestVersion, type PermissionRecord, type PermissionVersion } from "../../domain/permission.js";
import { nameTerritories } from "../../domain/territory.js";
import type { PermissionFacts } from "../../services/audit.js";
import { type Chrome, deskPage, type Flash } from "./chrome.js";
import { ActForm, SelectField, TextField } from "./forms.js";
import { History } from "./history.js";
import { Facts, Id, PermissionLink, Section, Standing, Table } from "./parts.js";
import { brief, nameOf, termsInBrief, termsInWords, worksInWords } from "./phrases.js";
import { Time } from "./time.js";

/** A revocation of a permission that was changed meanwhile: what was typed, and why it was not done. */
export interface RefusedRevocation {
  readonly reason: string;
  readonly effect: string;
  readonly flash: Flash;
}

/**
 * One permission: its words now, its earlier versions, and what was done about it.
 *
 * @param outdated true where it cites an older version of its license.
 */
export function permissionPage(
  chrome: Chrome,
  facts: PermissionFacts,
  outdated: boolean,
  history: readonly Entry[],
  names: ReadonlyMap<string, string>,
  refused: RefusedRevocation | null = null,
): string {
  const { permission, standing } = facts;
  const { record } = latestVersion(permission);
  const partner = nameOf(record.partner, names);
  const verb = record.terms.effect === "deny" ? "Prohibition" : "Permission";
  return deskPage(
    refused === null ? chrome : { ...chrome, flash: refused.flash },
    `${verb} of ${partner}`,
    <>
      <header class="page-head">
        <div>
          <p class="kicker">
            {verb} · <Id id={permission.id} />
          </p>
          <h1>{partner}</h1>
          <p>
            <Standing standing={standing} /> <Holds chrome={chrome} record={record} />
          </p>
        </div>
        <Acts chrome={chrome} facts={facts} refused={refused} />
      </header>
      {outdated ? (
        <p class="note">
          It cites an older version of the license {record.license.id}. It keeps its terms; amend it to cite the present
          one.
        </p>
      ) : null}
      <div class="two">
        <Record record={record} partner={partner} />
        <Terms record={record} />
      </div>
      <Versions versions={permission.versions} />
      <Section
        id="history"
        title="History"
        aside={<a href={`/desk/audit?subject=permission:${encodeURIComponent(permission.id)}`}>In the audit trail</a>}
      >
        <History entries={history} names={names} subject={`permission:${permission.id}`} />
      </Section>
    </>,
  );
}

function Holds({ chrome, record }: { readonly chrome: Chrome; readonly record: PermissionRecord }) {
  const { from, until } = record.window;
  return (
    <>
      {from === null ? null : (
        <>
          from <Time at={from} />{" "}
        </>
      )}
      {until === null ? (
        "with no end, by agreement"
      ) : (
        <>
          until <Time at={until} now={chrome.now} />
        </>
      )}
    </>
  );
}

const EFFECTS = [
  { value: "notice", label: "as its terms say" },
  { value: "now", label: "now, whatever its terms say" },
] as const;

function Acts(props: {
  readonly chrome: Chrome;
  readonly facts: PermissionFacts;
  readonly refused: RefusedRevocation | null;
}) {
  const { chrome, facts, refused } = props;
  const isOver = ["revoked", "rejected", "superseded"].includes(facts.standing);
  if (!chrome.may("grant") || isOver) return null;
  const path = `/desk/permissions/${encodeURIComponent(facts.permission.id)}`;
  return (
    <div class="acts">
      <a class="button" href={`${path}/amend`}>
        Amend
      </a>
      <details id="revoke" open={refused !== null}>
        <summary class="button">Revoke</summary>
        <ActForm action={`${path}/revoke`} csrf={chrome.csrf} label="Revoke">
          <input type="hidden" name="version" value={String(latestVersion(facts.permission).version)} />
          <TextField
            name="reason"
            label="Why it is revoked"
            value={refused?.reason}
            hint="Once it takes effect, what stands on it is out of every feed with the next request. It cannot be undone."
            required
          />
          <SelectField name="effect" label="When" value={refused?.effect ?? "notice"} options={EFFECTS} />
          <button type="submit" class="danger">
            Revoke this permission
          </button>
        </ActForm>
      </details>
    </div>
  );
}

function exclusivityInWords({ kind, territories, until }: NonNullable<PermissionRecord["exclusivity"]>): string {
  const what = kind === "first" ? "first use" : "nobody else";
  return `${what} in ${nameTerritories(territories)}${until === null ? "" : ` until ${until}`}`;
}

function Record({ record, partner }: { readonly record: PermissionRecord; readonly partner: string }) {
  return (
    <Section id="record" title="What was agreed">
      <Facts
        pairs={[
          ["Works", worksInWords(record.works, partner)],
          ["Grantor", `${record.grantor.name} (${BASES[record.grantor.basis]})`],
          ["Rights holder", record.rightsHolder],
          ["For", nameLicensees(record.licensees)],
          ["Reference", record.references.map(({ number }) => number).join(", ") || null],
          ["Stands under", record.parent === null ? null : <PermissionLink key="parent" id={record.parent} />],
          ["Exclusive", record.exclusivity === null ? null : exclusivityInWords(record.exclusivity)],
          ["Credit line", record.creditLine ?? "the partner’s"],
          ["Notice", record.notice ?? "the license’s"],
        ]}
      />
      <h3>Evidence</h3>
      {record.evidence.map(({ kind, note, url, digest, capturedAt }, at) => (
        <figure key={String(at)} class="evidence">
          <blockquote class="verbatim">{note}</blockquote>
          <figcaption class="away">
            {[kind, url, digest === null ? null : `file ${brief(digest)}`].filter((part) => part !== null).join(" · ")}{" "}
            {capturedAt === null ? null : <Time at={capturedAt} />}
          </figcaption>
        </figure>
      ))}
    </Section>
  );
}

export const BASES: Readonly<Record<PermissionRecord["grantor"]["basis"], string>> = {
  owner: "owns the rights",
  agent: "acts for the owner",
  "license-text": "by the words of a public license",
};

function Terms({ record }: { readonly record: PermissionRecord }) {
  return (
    <Section id="terms" title="Terms">
      <Facts
        pairs={[
          [
            "License",
            <span key="license">
              {record.license.id}, version <Id id={record.license.digest} />
            </span>,
          ],
          ...termsInWords(record.terms),
        ]}
      />
    </Section>
  );
}

function Versions({ versions }: { readonly versions: readonly PermissionVersion[] }) {
  return (
    <Section id="versions" title="Versions">
      <Table
        caption="Versions of this permission, latest first"
        columns={["Version", "On record since", "State", "Says", "Holds until", "Reason"]}
        rows={versions
          .toReversed()
          .map(({ version, recordedAt, state, record, reason }) => [
            String(version),
            <Time key="since" at={recordedAt} />,
            state === "revoked" ? <span class="mark refused">Revoked</span> : state,
            `${record.license.id}: ${termsInBrief(record)}`,
            record.window.until === null ? "open-ended" : <Time key="until" at={record.window.until} />,
            reason ?? "–",
          ])}
      />
    </Section>
  );
}
