import { latestVersion } from "../../domain/permission.js";
import type { PermissionFacts } from "../../services/audit.js";
import type { Page } from "../../services/lists/page.js";
import { type PermissionOverview, SOON_DAYS } from "../../services/lists/permissions.js";
import { type Chrome, deskPage } from "./chrome.js";
import { SelectField } from "./forms.js";
import { Further, Nothing, type Row, Section, Standing, Table } from "./parts.js";
import { brief, count, type Names, nameOf, shortened, termsInBrief, worksInWords } from "./phrases.js";
import { distance, isWithinDays, Time } from "./time.js";

/** Names of sources, authors and tags may be hundreds; a row says the beginning. */
const SHOWN_CHARACTERS = 240;

export interface PermissionsView {
  readonly page: Page<PermissionFacts>;
  readonly overview: PermissionOverview;
  /** Ids of those that cite an older version of their license. */
  readonly outdated: ReadonlySet<string>;
  /** Of partners by id; without one the id is shown. */
  readonly names: Names;
  /** Whose permissions are listed; null: everybody's. */
  readonly partner: string | null;
  readonly partners: readonly { readonly id: string; readonly name: string }[];
}

/** What runs out soon, and then the permissions on record, latest first. */
export function permissionsPage(chrome: Chrome, view: PermissionsView): string {
  const { page, overview } = view;
  return deskPage(
    chrome,
    "Permissions",
    <>
      <div class="page-head">
        <h1>Permissions</h1>
        {chrome.may("grant") ? (
          <a class="button primary" href="/desk/permissions/new">
            Record a permission
          </a>
        ) : null}
      </div>
      <p class="standing-line">{summary(overview)}</p>
      {overview.next.length === 0 ? null : (
        <Section id="ending" title="Ending soon">
          <Permissions chrome={chrome} view={view} caption="Permissions that end soon" rows={overview.next} />
        </Section>
      )}
      <Section id="all" title="On record" aside={<OfPartner view={view} />}>
        {page.rows.length === 0 ? (
          <Nothing>No permission is on record{view.partner === null ? ", so nothing is cleared" : ""} here.</Nothing>
        ) : (
          <Permissions chrome={chrome} view={view} caption="Permissions" rows={page.rows} />
        )}
        <Further href={hrefOf(view.partner)} next={page.next} what="permissions" />
      </Section>
    </>,
  );
}

function hrefOf(partner: string | null): string {
  return `/desk/permissions${partner === null ? "" : `?partner=${encodeURIComponent(partner)}`}`;
}

function OfPartner({ view: { partner, partners } }: { readonly view: PermissionsView }) {
  const options = [
    { value: "", label: "Every partner" },
    ...partners.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <form method="get" action="/desk/permissions" class="form line">
      <SelectField name="partner" label="Of" value={partner ?? ""} options={options} />
      <button type="submit">Show</button>
    </form>
  );
}

function Permissions(props: {
  readonly chrome: Chrome;
  readonly view: PermissionsView;
  readonly caption: string;
  readonly rows: readonly PermissionFacts[];
}) {
  return (
    <Table
      caption={props.caption}
      columns={["Partner and reference", "Standing", "Holds", "Says", "Works"]}
      rows={props.rows.map((facts) => rowOf(props.chrome, facts, props.view))}
    />
  );
}

function summary({ inForce, endingSoon }: PermissionOverview): string {
  const ending = endingSoon === 0 ? "none ends" : endingSoon === 1 ? "1 ends" : `${endingSoon} end`;
  return `${count(inForce, "permission")} in force; ${ending} within ${SOON_DAYS} days.`;
}

function rowOf(chrome: Chrome, { permission, standing }: PermissionFacts, { outdated, names }: PermissionsView): Row {
  const { record, version } = latestVersion(permission);
  return [
    <>
      <a href={`/desk/permissions/${encodeURIComponent(permission.id)}`}>{nameOf(record.partner, names)}</a>
      <p class="away">
        {record.references[0]?.number ?? "no reference"} · {brief(permission.id)}
        {version > 1 ? ` · version ${version}` : ""}
      </p>
    </>,
    <>
      <Standing standing={standing} />
      {outdated.has(permission.id) ? <p class="away">cites an older version of the license</p> : null}
    </>,
    <Until key="until" chrome={chrome} facts={{ permission, standing }} />,
    <>
      {record.terms.effect === "deny" ? <strong>Forbids: </strong> : null}
      {record.license.id}
      <p class="away">{termsInBrief(record)}</p>
    </>,
    shortened(worksInWords(record.works, nameOf(record.partner, names)), SHOWN_CHARACTERS),
  ];
}

function Until({ chrome, facts }: { readonly chrome: Chrome; readonly facts: PermissionFacts }) {
  const { from, until } = latestVersion(facts.permission).record.window;
  if (facts.standing === "not begun" && from !== null) {
    return (
      <>
        from <Time at={from} dateOnly now={chrome.now} />
      </>
    );
  }
  if (until === null) return <>open-ended</>;
  const soon = facts.standing === "in force" && isWithinDays(until, chrome.now, SOON_DAYS);
  return (
    <>
      until <Time at={until} dateOnly />
      {facts.standing === "in force" ? <p class={soon ? "soon" : "away"}>ends {distance(until, chrome.now)}</p> : null}
    </>
  );
}
