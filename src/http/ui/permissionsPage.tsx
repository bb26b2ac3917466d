import { latestVersion } from "../../domain/permission.js";
import type { PermissionFacts } from "../../services/audit.js";
import { type Chrome, deskPage } from "./chrome.js";
import { Nothing, type Row, Standing, Table } from "./parts.js";
import { brief, count, type Names, nameOf, termsInBrief, worksInWords } from "./phrases.js";
import { distance, isWithinDays, Time } from "./time.js";

/** A permission that ends within so many days asks for attention. */
const SOON_DAYS = 30;

/**
 * Every permission on record: what runs out first stands first, what has ended last.
 *
 * @param names of partners by id; without one the id is shown.
 */
export function permissionsPage(
  chrome: Chrome,
  list: readonly PermissionFacts[],
  outdated: ReadonlySet<string>,
  names: ReadonlyMap<string, string> = new Map(),
): string {
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
      <p class="standing-line">{summary(chrome, list)}</p>
      {list.length === 0 ? (
        <Nothing>No permission is on record, so nothing is cleared for any channel.</Nothing>
      ) : (
        <Table
          caption="Permissions"
          columns={["Partner and reference", "Standing", "Holds", "Says", "Works"]}
          rows={list.map((facts) => rowOf(chrome, facts, outdated, names))}
        />
      )}
    </>,
  );
}

function summary(chrome: Chrome, list: readonly PermissionFacts[]): string {
  const inForce = list.filter(({ standing }) => standing === "in force");
  const soon = inForce.filter(({ permission }) => {
    return isWithinDays(latestVersion(permission).record.window.until, chrome.now, SOON_DAYS);
  });
  const ending = soon.length === 0 ? "none ends" : soon.length === 1 ? "1 ends" : `${soon.length} end`;
  return `${count(inForce.length, "permission")} in force; ${ending} within ${SOON_DAYS} days.`;
}

function rowOf(
  chrome: Chrome,
  { permission, standing }: PermissionFacts,
  outdated: ReadonlySet<string>,
  names: Names,
): Row {
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
    worksInWords(record.works, nameOf(record.partner, names)),
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
