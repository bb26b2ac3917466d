import type { Explanation } from "../../services/audit.js";
import { type Chrome, deskPage } from "./chrome.js";
import { ExplainForm } from "./columnRights.js";
import { History } from "./history.js";
import { Facts, Id, Nothing, PermissionLink, Section, Table, Verdict } from "./parts.js";
import { brief, leftOut, nameOf, termsInBrief } from "./phrases.js";
import { Reasons, Sentence } from "./reasons.js";
import { Time } from "./time.js";

/** The answer to “was it allowed there, then?”, with everything it stands on. */
export function explainPage(chrome: Chrome, explanation: Explanation, names: ReadonlyMap<string, string>): string {
  const { item, title, channel, at, answer, published } = explanation;
  const channelName = nameOf(channel, names);
  return deskPage(
    chrome,
    `Explained: ${title}`,
    <>
      <p class="kicker">
        <a href={`/desk/items/${encodeURIComponent(item)}`}>{title || "Without a title"}</a>
      </p>
      <h1>Was it allowed in {channelName}?</h1>
      <div class={`answer-box ${published ? "cleared" : explanation.clearance.verdict}`}>
        <p class="away">
          On <Time at={at} now={chrome.now} />
        </p>
        <p class="answer-line">
          <Sentence text={answer} links />
        </p>
      </div>
      <ExplainForm item={item} channels={[{ id: channel, title: channelName }]} channel={channel} at={at} />
      <StandsOn explanation={explanation} />
      <Permissions explanation={explanation} />
      <Section id="history" title="What had happened by then">
        <History entries={explanation.history} names={names} subject={`item:${item}`} />
      </Section>
    </>,
  );
}

function StandsOn({ explanation }: { readonly explanation: Explanation }) {
  const { clearance, approval, release, revision } = explanation;
  return (
    <Section id="stands-on" title="What the answer stands on">
      <p>
        <Verdict verdict={clearance.verdict} /> {clearance.verdict === "cleared" ? leftOut(clearance.components) : null}
      </p>
      <Reasons reasons={clearance.reasons} />
      <Facts
        pairs={[
          ["Current revision", <Id key="revision" id={revision} />],
          [
            "Permission",
            clearance.reliedOn === null ? null : (
              <span>
                <PermissionLink id={clearance.reliedOn.permission} /> version {clearance.reliedOn.version}
              </span>
            ),
          ],
          ["Approval", <Approval key="approval" approval={approval} />],
          ["Release", <ReleaseLine key="release" release={release} />],
          ["May change", clearance.changesAt === null ? null : <Time at={clearance.changesAt} />],
        ]}
      />
    </Section>
  );
}

function Approval({ approval }: { readonly approval: Explanation["approval"] }) {
  if (approval === null) return <>none for this channel</>;
  return (
    <>
      by {approval.by}, <Time at={approval.at} />, for the revision {brief(approval.revision)}
    </>
  );
}

function ReleaseLine({ release }: { readonly release: Explanation["release"] }) {
  if (release === null) return <>none was open</>;
  return (
    <>
      <Id id={release.id} /> of the revision {brief(release.revision)}, out since <Time at={release.openedAt} />, under{" "}
      <PermissionLink id={release.permission} /> version {release.permissionVersion}
    </>
  );
}

function Permissions({ explanation }: { readonly explanation: Explanation }) {
  if (explanation.permissions.length === 0) {
    return (
      <Section id="permissions" title="Permissions on record then">
        <Nothing>None.</Nothing>
      </Section>
    );
  }
  return (
    <Section id="permissions" title="Permissions on record then">
      <Table
        caption="Permissions of this partner"
        columns={["Permission", "Version", "On record since", "Says", "Window"]}
        rows={explanation.permissions.flatMap((permission) => {
          const version = permission.versions.findLast(({ recordedAt }) => recordedAt <= explanation.at);
          if (version === undefined) return [];
          const { record } = version;
          const verb = record.terms.effect === "deny" ? "forbids" : "allows";
          return [
            [
              <PermissionLink key="id" id={permission.id} />,
              `${version.version}${version.state === "revoked" ? " (revoked)" : ""}`,
              <Time key="since" at={version.recordedAt} />,
              `${verb} under ${record.license.id}: ${termsInBrief(record)}`,
              <>
                {record.window.from === null ? "" : <Time at={record.window.from} />} –{" "}
                {record.window.until === null ? "open-ended" : <Time at={record.window.until} />}
              </>,
            ],
          ];
        })}
      />
    </Section>
  );
}
