import type { Duty } from "../domain/duty.js";
import { readInstant } from "../domain/window.js";
import type { Explanation } from "../services/audit.js";
import { type Command, OPERATOR, textOf, UsageError, withProgram } from "./command.js";

export const explainCommand: Command = {
  name: "explain",
  summary: "Why a column is, or is not, allowed in a channel, now or at a past instant",
  usage: "imprimatur explain ITEM --channel CHANNEL [--at 2026-03-01T09:00:00.000Z] [--json]",
  options: { channel: { type: "string" }, at: { type: "string" } },
  run: (call) => {
    const [item, ...others] = call.positionals;
    const channel = textOf(call, "channel");
    const asked = textOf(call, "at");
    const at = asked === null ? null : readInstant(asked);
    if (item === undefined || others.length > 0) throw new UsageError("Name one item.");
    if (channel === null) throw new UsageError("Name the channel with --channel.");
    if (asked !== null && at === null)
      throw new UsageError(`${asked} is no instant; write it as 2026-03-01T09:00:00.000Z.`);
    return withProgram(call, async ({ desk }) => {
      const { explain } = await import("../services/audit.js");
      const explanation = await explain(desk, OPERATOR, item, channel, at);
      call.print(call.json ? JSON.stringify(explanation) : inWords(explanation));
      return explanation.clearance.verdict === "cleared" ? 0 : 1;
    });
  },
};

function dutyInWords({ class: name, strength, placement, due, check }: Duty): string {
  const where = placement === null ? "" : `, at the ${placement}`;
  return `${name} (${strength}${where}; due ${due.hours} h after ${due.after}; ${check})`;
}

function inWords(explanation: Explanation): string {
  const { title, item, channel, at, answer, revision, clearance, approval, release, history } = explanation;
  return [
    `${title}  (${item})`,
    `in ${channel} at ${at}`,
    "",
    answer,
    "",
    ...clearance.reasons.map(
      ({ sentence, curedBy }) => `  - ${sentence}${curedBy === "nobody" ? "" : ` [${curedBy} can cure it]`}`,
    ),
    ...(clearance.reliedOn === null
      ? []
      : [`  relied on ${clearance.reliedOn.permission} version ${clearance.reliedOn.version}`]),
    ...clearance.under.map(({ permission, version }) => `  which stands under ${permission} version ${version}`),
    ...clearance.overrides.map(
      ({ override, by, role, until, lifts, reason }) =>
        `  override ${override} by ${by} (${role}) until ${until} lifts ${lifts.join(", ") || "nothing here"}: ${reason}`,
    ),
    ...clearance.duties.map((duty) => `  duty: ${dutyInWords(duty)}`),
    `  may change at ${clearance.changesAt ?? "no instant on record"}`,
    "",
    `text      ${revision}`,
    `approval  ${approval === null ? "none" : `${approval.revision} by ${approval.by} at ${approval.at}`}`,
    `release   ${release === null ? "none" : `${release.id} opened ${release.openedAt} under ${release.permission} version ${release.permissionVersion}`}`,
    "",
    "history",
    ...history.map(
      ({ seq, at: when, act, actor, events }) =>
        `  ${seq}  ${when}  ${act} by ${actor.id}: ${events.map(({ type }) => type).join(", ")}`,
    ),
  ].join("\n");
}
