import { type Connection, type IndexDefinition, type Model, Schema } from "mongoose";
import type { Acceptance } from "../../domain/acceptance.js";
import type { Channel } from "../../domain/channel.js";
import type { Instruction } from "../../domain/instruction.js";
import type { Item } from "../../domain/item.js";
import type { License } from "../../domain/license.js";
import type { Override } from "../../domain/override.js";
import type { Partner } from "../../domain/partner.js";
import type { Permission } from "../../domain/permission.js";
import type { Release } from "../../domain/release.js";
import type { Account } from "../../domain/role.js";
import type { SigningKey } from "../../domain/signingKey.js";
import type { SourceState } from "../../domain/sourceHealth.js";
import type { Takedown } from "../../domain/takedown.js";

/** A state folded from the ledger, stamped with the entry that last touched it. */
export type Projected<State extends { readonly id: string }> = Omit<State, "id"> & {
  readonly _id: string;
  readonly seq: number;
};

export interface ProjectionModels {
  readonly acceptance: Model<Projected<Acceptance>>;
  readonly account: Model<Projected<Account>>;
  readonly channel: Model<Projected<Channel>>;
  readonly instruction: Model<Projected<Instruction>>;
  readonly item: Model<Projected<Item>>;
  readonly key: Model<Projected<SigningKey>>;
  readonly license: Model<Projected<License>>;
  readonly override: Model<Projected<Override>>;
  readonly partner: Model<Projected<Partner>>;
  readonly permission: Model<Projected<Permission>>;
  readonly release: Model<Projected<Release>>;
  readonly source: Model<Projected<SourceState>>;
  readonly takedown: Model<Projected<Takedown>>;
}

export type ProjectionKind = keyof ProjectionModels;

/** Kinds of which every state is kept: what one has been says more than what it is. */
const HISTORY_KINDS = ["account", "channel", "item", "license", "partner", "permission"] as const;
export type HistoryKind = (typeof HISTORY_KINDS)[number];

export function isHistoryKind(kind: ProjectionKind): kind is HistoryKind {
  return (HISTORY_KINDS as readonly ProjectionKind[]).includes(kind);
}

/** A state that was replaced, as the entry `seq` had left it. */
export interface HistoryDoc {
  /** `<kind>:<id>:<seq>`, so that the states of one thing lie beside each other, in order. */
  readonly _id: string;
  readonly kind: HistoryKind;
  readonly seq: number;
  /** The entry that replaced it. */
  readonly until: number;
  /** True where the state after it leaves versions of this one out: all versions are in these, and in the newest. */
  readonly leavesOut: boolean;
  readonly state: { readonly id: string };
}

const SEQ_DIGITS = 12;

export function historyId(kind: HistoryKind, id: string, seq: number): string {
  return `${kind}:${id}:${String(seq).padStart(SEQ_DIGITS, "0")}`;
}

export function historyModel(connection: Connection): Model<HistoryDoc> {
  const schema = new Schema<HistoryDoc>(
    { _id: String, kind: String, seq: Number, until: Number, leavesOut: Boolean, state: Schema.Types.Mixed },
    { versionKey: false, minimize: false, autoIndex: false, autoCreate: false, collection: "histories" },
  );
  schema.index({ kind: 1, until: 1 });
  return connection.model<HistoryDoc>("History", schema);
}

/** Declared for every query that the program makes. */
const INDEXES: Readonly<Record<ProjectionKind, readonly IndexDefinition[]>> = {
  acceptance: [{ until: 1 }],
  account: [],
  channel: [],
  instruction: [{ source: 1 }],
  item: [{ partner: 1, _id: 1 }, { keys: 1 }, { "review.decision": 1, inStateSince: -1, _id: 1 }],
  key: [],
  license: [{ seq: 1 }],
  override: [{ item: 1 }, { until: 1 }, { givenAt: -1, _id: -1 }],
  partner: [],
  permission: [{ partner: 1, _id: 1 }, { seq: 1 }],
  release: [
    { channel: 1, state: 1, openedAt: -1, _id: -1 },
    { channel: 1, state: 1, withdrawnAt: -1 },
    { item: 1, openedAt: 1 },
    { permission: 1, openedAt: 1 },
    { under: 1, openedAt: 1 },
    { partner: 1, state: 1, _id: 1 },
    { item: 1, state: 1, _id: 1 },
  ],
  source: [],
  takedown: [
    { item: 1, requestedAt: -1, _id: -1 },
    { state: 1, requestedAt: -1, _id: -1 },
    { "recipients.outlet": 1, requestedAt: -1, _id: -1 },
  ],
};

/**
 * The members of a state are declared once, in its domain type; the schema fixes key, stamp and indexes and leaves
 * the rest as the fold wrote it. Nothing but `ledger/` writes these collections.
 */
export function projectionModels(connection: Connection): ProjectionModels {
  const model = <State extends { readonly id: string }>(kind: ProjectionKind): Model<Projected<State>> => {
    const schema = new Schema(
      { _id: String, seq: Number },
      {
        versionKey: false,
        minimize: false,
        strict: false,
        autoIndex: false,
        autoCreate: false,
        collection: `${kind}s`,
      },
    );
    for (const index of INDEXES[kind]) schema.index(index);
    return connection.model(`Projected_${kind}`, schema) as unknown as Model<Projected<State>>;
  };
  return {
    acceptance: model<Acceptance>("acceptance"),
    account: model<Account>("account"),
    channel: model<Channel>("channel"),
    instruction: model<Instruction>("instruction"),
    item: model<Item>("item"),
    key: model<SigningKey>("key"),
    license: model<License>("license"),
    override: model<Override>("override"),
    partner: model<Partner>("partner"),
    permission: model<Permission>("permission"),
    release: model<Release>("release"),
    source: model<SourceState>("source"),
    takedown: model<Takedown>("takedown"),
  };
}
