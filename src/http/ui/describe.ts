import type { ChannelEvent } from "../../domain/channel.js";
import type { DomainEvent } from "../../domain/event.js";
import { FINDINGS, type FindingCode } from "../../domain/finding.js";
import type { InstructionEvent } from "../../domain/instruction.js";
import type { ItemEvent } from "../../domain/item.js";
import type { MergeEvent } from "../../domain/itemMerge.js";
import type { OverrideEvent } from "../../domain/override.js";
import { completeRecord, type PermissionEvent, type RecordGiven } from "../../domain/permission.js";
import { type ReleaseEvent, WITHDRAWAL_WORDS } from "../../domain/release.js";
import type { AccountEvent } from "../../domain/role.js";
import type { TakedownEvent } from "../../domain/takedown.js";
import { actorName, brief, count, listed, type Names, nameOf } from "./phrases.js";
import { readableDate, readableTime } from "./time.js";

/** One event of the ledger as one plain sentence. */
export function describe(event: DomainEvent, names: Names): string {
  switch (event.type) {
    case "acceptance.given":
      return `It was decided to go on with this ledger: “${event.reason}” ${event.doubts.join(" ")}`;
    case "account.role-given":
    case "account.closed":
      return describeAccount(event, names);
    case "channel.recorded":
    case "channel.retired":
    case "channel.token-issued":
    case "channel.token-revoked":
    case "channel.token-rotated":
      return describeChannel(event, names);
    case "instruction.given":
    case "instruction.ended":
      return describeInstruction(event, names);
    case "item.received":
    case "item.sighted":
    case "item.revised":
    case "item.approved":
    case "item.held":
    case "item.rejected":
    case "item.withdrawn":
    case "item.taken-down":
    case "item.restored":
    case "item.purged":
      return describeItem(event, names);
    case "key.made":
      return `A key that signs receipts was made (${brief(event.key)}).`;
    case "key.retired":
      return `The key ${brief(event.key)} signs nothing any more; what it signed stays genuine.`;
    case "item.absorbed":
    case "item.merged":
    case "item.detached":
    case "item.unmerged":
    case "item.parted":
      return describeMerge(event, names);
    case "partner.feed-accepted":
      return `${actorName(event.by, names)} accepted the feed ${event.source} as it is now (${event.code}): “${event.reason}”`;
    case "license.recorded":
      return `The license “${event.version.name}” (${event.license}) was recorded as version ${brief(event.version.digest)}.`;
    case "partner.recorded":
      return `The partner ${event.facts.name} was recorded with ${count(event.facts.sources.length, "source")}.`;
    case "partner.retired":
      return `The partner ${nameOf(event.partner, names)} was retired; nothing more is polled from it.`;
    case "permission.granted":
    case "permission.amended":
    case "permission.moved":
    case "permission.revoked":
      return describePermission(event, names);
    case "override.given":
    case "override.ended":
      return describeOverride(event, names);
    case "release.opened":
    case "release.withdrawn":
      return describeRelease(event, names);
    case "source.paused":
      return `${actorName(event.by, names)} paused the source ${event.source}: “${event.reason}”`;
    case "source.resumed":
      return `${actorName(event.by, names)} resumed the source ${event.source}.`;
    case "takedown.requested":
    case "takedown.extended":
    case "takedown.acknowledged":
    case "takedown.lifted":
      return describeTakedown(event, names);
  }
}

function describeAccount(event: AccountEvent, names: Names): string {
  const person = actorName(event.account, names);
  return event.type === "account.closed"
    ? `${person}’s account was closed.`
    : `${person} was given the role ${event.role}.`;
}

function describeChannel(event: ChannelEvent, names: Names): string {
  const channel = nameOf(event.channel, names);
  switch (event.type) {
    case "channel.recorded": {
      const to = event.facts.outlet === null ? "open to the public" : `for ${event.facts.outlet.name}`;
      return `The channel “${event.facts.title}” (${event.channel}) was recorded, ${to}.`;
    }
    case "channel.retired":
      return `The channel ${channel} was closed.`;
    case "channel.token-issued":
      return `A token for the channel ${channel} was issued: ${nameOf(event.token, names)}.`;
    case "channel.token-revoked":
      return `A token for the channel ${channel} was revoked: ${nameOf(event.token, names)}.`;
    case "channel.token-rotated":
      return `A token for the channel ${channel} was replaced; the old one, ${nameOf(event.token, names)}, opens it until ${readableTime(event.until)}.`;
  }
}

function describeInstruction(event: InstructionEvent, names: Names): string {
  const by = actorName(event.by, names);
  if (event.type === "instruction.ended") return `${by} ended the standing instruction ${brief(event.instruction)}.`;
  const channel = nameOf(event.channel, names);
  return `${by} gave a standing instruction until ${readableTime(event.until)}: cleared columns from ${event.source} without doubts may go to ${channel} on arrival.`;
}

function describeMerge(event: MergeEvent, names: Names): string {
  switch (event.type) {
    case "item.absorbed":
      return `${actorName(event.by, names)} said that the column ${event.other} is this one: “${event.reason}”`;
    case "item.merged":
      return `${actorName(event.by, names)} merged this column into ${event.into}: “${event.reason}”`;
    case "item.detached":
      return `${actorName(event.by, names)} split the column ${event.other} off again: “${event.reason}”`;
    case "item.unmerged":
      return `${actorName(event.by, names)} made this a column of its own again: “${event.reason}”`;
    case "item.parted":
      return `${actorName(event.by, names)} said that what ${event.source} carries is another column: “${event.reason}”`;
  }
}

function describeItem(event: Exclude<ItemEvent, MergeEvent>, names: Names): string {
  switch (event.type) {
    case "item.received":
      return `The column arrived from ${event.source}${doubts(event.findings)}.`;
    case "item.sighted":
      return `The same column was seen in ${event.source} of ${nameOf(event.partner, names)}.`;
    case "item.revised":
      if (event.by !== undefined)
        return `${actorName(event.by, names)} put passages back that cleaning had removed, in the revision ${brief(event.revision)}${doubts(event.findings)}; it waits for an editor.`;
      return `The partner sent another revision (${brief(event.revision)}) through ${event.source}${doubts(event.findings)}; it waits for an editor.`;
    case "item.approved": {
      const channels = event.channels.map((channel) => nameOf(channel, names));
      return `${actorName(event.by, names)} approved the revision ${brief(event.revision)} for ${listed(channels)}.`;
    }
    case "item.held":
      return `${actorName(event.by, names)} held the column, out of every feed: “${event.reason}”`;
    case "item.rejected":
      return `${actorName(event.by, names)} rejected the revision ${brief(event.revision)}: “${event.reason}”`;
    case "item.withdrawn":
      return `The partner withdrew the column through ${event.source}.`;
    case "item.taken-down":
      return `${actorName(event.by, names)} took the column down: “${event.reason}”`;
    case "item.restored":
      return `${actorName(event.by, names)} lifted the takedown; the column waits for an editor.`;
    case "item.purged":
      return `${count(event.revisions.length, "revision")} of the column ${event.revisions.length === 1 ? "was" : "were"} erased: “${event.reason}”`;
  }
}

function doubts(findings: readonly FindingCode[]): string {
  const amount = findings.filter((code) => FINDINGS[code].severity === "doubt").length;
  return amount === 0 ? "" : `, with ${count(amount, "doubt")}`;
}

function describePermission(event: PermissionEvent, names: Names): string {
  const id = brief(event.permission);
  switch (event.type) {
    case "permission.granted":
      return `The permission ${id} was recorded: ${termsOf(event.record, names)}.`;
    case "permission.amended":
      return `The permission ${id} was amended (“${event.reason}”): ${termsOf(event.record, names)}.`;
    case "permission.moved": {
      const successor = event.successor === null ? "" : ` by ${brief(event.successor)}`;
      return `The permission ${id} is ${event.state}${successor} now: “${event.reason}”`;
    }
    case "permission.revoked": {
      const when = event.effectiveAt === undefined ? "" : `, with effect from ${readableTime(event.effectiveAt)}`;
      return `The permission ${id} was revoked${when}: “${event.reason}”`;
    }
  }
}

function describeOverride(event: OverrideEvent, names: Names): string {
  const by = actorName(event.by, names);
  if (event.type === "override.ended") return `${by} ended the override ${brief(event.override)}.`;
  const where = event.channel === null ? "every channel" : nameOf(event.channel, names);
  return `${by} (${event.role}) let the column pass in ${where} until ${readableTime(event.until)} although ${listed(event.codes)}: “${event.reason}”`;
}

function termsOf(given: RecordGiven, names: Names): string {
  const { grantor, license, partner, terms, window } = completeRecord(given);
  const verb = terms.effect === "deny" ? "forbids uses" : "allows uses";
  const end = window.until === null ? "open-ended" : `until ${readableDate(window.until)}`;
  return `${grantor.name} ${verb} of columns of ${nameOf(partner, names)} under ${license.id}, ${end}`;
}

function describeTakedown(event: TakedownEvent, names: Names): string {
  switch (event.type) {
    case "takedown.requested":
      return `${count(event.recipients.length, "outlet")} had been sent the column and ${event.recipients.length === 1 ? "is" : "are"} asked to remove it.`;
    case "takedown.extended":
      return `${count(event.recipients.length, "outlet")} more had fetched the column meanwhile, and ${event.recipients.length === 1 ? "is" : "are"} asked as well.`;
    case "takedown.acknowledged":
      return `The outlet ${event.outlet} ${event.removed ? "has removed its copies" : "has taken note of the takedown"} (${nameOf(event.by, names)}).`;
    case "takedown.lifted":
      return `${actorName(event.by, names)} lifted the takedown: “${event.reason}”`;
  }
}

function describeRelease(event: ReleaseEvent, names: Names): string {
  const channel = nameOf(event.channel, names);
  if (event.type === "release.opened") {
    const relied = `${brief(event.permission)} version ${event.permissionVersion}`;
    const what = event.excerpt === undefined ? "The" : `An excerpt of ${event.excerpt.words} words of the`;
    return `${what} revision ${brief(event.revision)} went out in ${channel}, under ${relied}.`;
  }
  const when = event.lapsedAt === null ? "" : ` on ${readableTime(event.lapsedAt)}`;
  return `The column left ${channel}${when}. ${WITHDRAWAL_WORDS[event.withdrawal]}`;
}
