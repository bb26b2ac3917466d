import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DomainError } from "../../src/domain/error.js";
import { systemActor } from "../../src/domain/role.js";
import { type Explanation, explain } from "../../src/services/audit.js";
import { clearancePolicy } from "../../src/services/exchange.js";
import { channelState } from "../../src/services/publish/channelState.js";
import { answer, answerAll } from "../../src/services/questions.js";
import { diceOf, pick } from "../domain/rights/pools.js";
import { changeLicense, grantOf, list, at as partOf, type RunningDesk, rssOf, runningDesk, text } from "../program.js";
import { rounds, runs } from "../runs.js";

/**
 * Histories of partners, channels, licenses, permissions and columns are made at random, with a clock of their own. After
 * each act, what the desk answers and what its feeds carry is noted; at the end, every way to ask about a past instant has
 * to answer what was noted then.
 */

const READER = systemActor("test");
const CHANNELS = ["web", "small", "post"];
const STEPS = 14;
const MINUTE = 60_000;

type Pick = <T>(values: readonly T[]) => T;

/** What one column and one channel got at one instant. */
interface Noted {
  readonly instant: string;
  readonly item: string;
  readonly channel: string;
  readonly said: Said;
  /** Whether the channel's feed carried it; null where there was no such channel. */
  readonly carried: boolean | null;
}

/** What all ways of asking say; or the code of their refusal. */
interface Said {
  readonly explained: Explanation | string;
  readonly assessed: unknown;
  readonly inBatch: unknown;
  readonly policy: unknown;
}

async function codeOr<T>(ask: () => Promise<T>): Promise<T | string> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

async function saidOf({ program }: RunningDesk, item: string, channel: string, at: string | null): Promise<Said> {
  const question = { item, work: null, channel, use: {}, at };
  const explained = await codeOr(() => explain(program.desk, READER, item, channel, at));
  const [inBatch] = await answerAll(program.desk, READER, [question]);
  return {
    // The trail of a column is asked for by page elsewhere; what happened later is no part of the answer.
    explained: typeof explained === "string" ? explained : { ...explained, history: [] },
    assessed: await codeOr(() => answer(program.desk, READER, question)),
    inBatch: inBatch !== undefined && "problem" in inBatch ? inBatch.problem.code : inBatch,
    policy: await codeOr(() => clearancePolicy(program.desk, READER, item, channel, at)),
  };
}

/** The ways agree with each other: refused alike, or with one clearance. An excerpt is offered where the whole is refused. */
function assertOneAnswer({ explained, assessed, inBatch, policy }: Said): void {
  assert.deepEqual(inBatch, assessed);
  if (typeof explained === "string") {
    assert.equal(assessed, explained);
    assert.equal(policy, explained);
    return;
  }
  const { clearance } = assessed as { clearance: Explanation["clearance"] };
  const isExcerpt = explained.release?.excerpt !== null && explained.release !== null;
  const isOffer = clearance.verdict === "refused" && explained.clearance.verdict === "cleared";
  if (!isExcerpt && !isOffer) assert.deepEqual(explained.clearance, clearance);
  assert.equal(typeof policy, "object");
}

class History {
  readonly noted: Noted[] = [];
  private guid = 2;
  private columns = [{ guid: "one" }, { guid: "two", author: "Bo Field", tag: "sea" }] as Parameters<
    typeof rssOf
  >[0][number][];

  constructor(
    private readonly desk: RunningDesk,
    private readonly pick: Pick,
  ) {}

  private async ids(path: string, member: string): Promise<readonly string[]> {
    return list((await this.desk.api("GET", path)).body, member).map((one) => text(one, "id"));
  }

  private async items(): Promise<readonly string[]> {
    const { models } = this.desk.program.desk;
    return (await models.projected.item.find({}).sort({ _id: 1 }).lean()).map(({ _id }) => _id);
  }

  private async permissions(): Promise<readonly string[]> {
    const { models } = this.desk.program.desk;
    return (await models.projected.permission.find({}).sort({ _id: 1 }).lean()).map(({ _id }) => _id);
  }

  private later(minutes: number): string {
    return new Date(Date.parse(this.desk.clock()) + minutes * MINUTE).toISOString();
  }

  private terms(): Record<string, unknown> {
    const until = this.pick([null, this.later(30), this.later(600)]);
    return grantOf({
      ...(until === null ? {} : { until }),
      works: this.pick<object>([{}, { authors: ["Ada Brook"] }, { tags: ["sea"] }, { sources: ["lantern/columns"] }]),
      territories: this.pick([{ include: ["GB"] }, { include: "worldwide" }, { include: ["GB", "FR"] }]),
      ...this.pick<object>([
        {},
        { onward: { outlets: [], groups: ["north"] } },
        { actions: ["excerpt"] },
        { useWithinDays: 1 },
      ]),
      ...this.pick<object>([
        {},
        {},
        { revocable: true, noticeDays: 1 },
        { maxUses: { unit: "items", count: 1, period: "total", per: "all" } },
      ]),
      ...this.pick<object>([{}, {}, { components: { text: "allow", headline: "allow" } }]),
    });
  }

  private channelFile(): Record<string, unknown> {
    return {
      title: "Changed",
      description: "A channel",
      homepage: "http://gazette.example/",
      language: "en",
      medium: this.pick(["web", "syndication", "print"]),
      territories: this.pick(["worldwide", ["GB"], ["FR"], ["GB", "IE"]]),
      outlet: this.pick([
        null,
        { id: "post", name: "The Post" },
        { id: "post", name: "The Post", groups: ["north"] },
        { id: "echo", name: "Echo" },
      ]),
    };
  }

  /** Acts that are refused as things stand count as well: nothing happened. */
  private readonly acts: readonly (() => Promise<unknown>)[] = [
    () => this.desk.api("POST", "/permissions", this.terms()),
    () => this.desk.api("POST", "/permissions", this.terms()),
    async () => {
      const id = this.pick([...(await this.permissions())]);
      const versions = list((await this.desk.api("GET", `/permissions/${id}`)).body, "versions");
      const version = partOf(versions.at(-1), "version");
      const body = { ...this.terms(), reason: "As agreed anew" };
      const answered = await this.desk.api("POST", `/permissions/${id}/amend`, body);
      if (answered.status !== 200) await this.desk.api("POST", `/permissions/${id}/amend`, { ...body, version });
    },
    async () => {
      const id = this.pick([...(await this.permissions())]);
      await this.desk.api("POST", `/permissions/${id}/revoke`, {
        reason: "Over",
        effect: this.pick(["now", "notice"]),
      });
    },
    async () => {
      const id = this.pick([...(await this.permissions())]);
      await this.desk.api("POST", `/permissions/${id}/${this.pick(["suspend", "resume"])}`, { reason: "So" });
    },
    () => this.approve(),
    () => this.approve(),
    () => this.approve(),
    async () => {
      const item = this.pick(await this.items());
      await this.desk.api("POST", `/items/${item}/${this.pick(["hold", "hold", "takedown"])}`, { reason: "Wait" });
    },
    async () => {
      const item = this.pick(await this.items());
      const codes = this.pick([
        ["territory.not-covered"],
        ["outlet.not-covered", "territory.not-covered"],
        ["medium.not-covered"],
      ]);
      const given = { item, channel: this.pick([null, ...CHANNELS]), codes, reason: "Asked", until: this.later(120) };
      await this.desk.api("POST", "/overrides", given);
    },
    async () => {
      const running = await this.ids("/overrides", "overrides");
      if (running.length > 0) await this.desk.api("POST", `/overrides/${this.pick(running)}/end`, {});
    },
    async () => {
      const [item, other] = [this.pick(await this.items()), (await this.items())[0]];
      await this.desk.api("POST", `/items/${item}/merge`, { item: other, reason: "The same" });
    },
    () => this.publishAnew(),
    () => this.publishAnew(),
    async () => {
      const file = join(this.desk.program.config.feedsDir, "outbound", `${this.pick(CHANNELS)}.json`);
      if (this.pick([true, false, false])) rmSync(file, { force: true });
      else writeFileSync(file, JSON.stringify(this.channelFile()));
      await this.desk.program.apply(READER);
    },
    () => changeLicense(this.desk, { edits: this.pick(["verbatim", "style"]), noticeDays: this.pick([0, 2]) }),
  ];

  private async approve(): Promise<void> {
    const item = this.pick(await this.items());
    const revision = text((await this.desk.api("GET", `/items/${item}`)).body, "revision");
    await this.desk.api("POST", `/items/${item}/approve`, { revision, channels: [this.pick(CHANNELS)] });
  }

  /** The partner changes one column, or adds one. */
  private async publishAnew(): Promise<void> {
    const changed = this.pick(this.columns);
    const author = this.pick(["Ada Brook", "Bo Field"]);
    const anew = { author, tag: this.pick(["sea", "land"]), body: `<p>Words of ${this.desk.clock()}.</p>` };
    this.columns = this.pick([true, false])
      ? this.columns.map((one) => (one === changed ? { ...one, ...anew } : one))
      : [...this.columns, { guid: `more-${this.guid++}`, ...anew }];
    this.desk.partner.serve(rssOf(this.columns));
    await this.desk.poll();
  }

  private async note(): Promise<void> {
    const [item, channel] = [this.pick(await this.items()), this.pick(CHANNELS)];
    const { desk } = this.desk.program;
    const state = await codeOr(() => channelState(desk, channel, desk.now()));
    const said = await saidOf(this.desk, item, channel, null);
    assertOneAnswer(said);
    const carried = typeof state === "string" ? null : state.entries.some(({ release }) => release.item === item);
    if (typeof said.explained !== "string") assert.equal(said.explained.published, carried, "explain and the feed");
    this.noted.push({ instant: desk.now(), item, channel, said, carried });
  }

  async run(): Promise<void> {
    await this.desk.api("POST", "/permissions", grantOf());
    for (const _ of CHANNELS) await this.approve();
    for (let step = 0; step < STEPS; step++) {
      await this.pick(this.acts)();
      // What acts do behind themselves is part of what they did: with the clock where it is.
      await new Promise<void>((resolve) => this.desk.program.desk.afterwards(async () => resolve()));
      await this.note();
      this.desk.clock.advance(this.pick([1, MINUTE, 31 * MINUTE, 700 * MINUTE]));
      await this.note();
      this.desk.clock.advance(1);
    }
  }

  /** Everything that was noted is answered now as it was then, in every way of asking. */
  async check(): Promise<void> {
    for (const { instant, item, channel, said, carried } of this.noted) {
      const now = await saidOf(this.desk, item, channel, instant);
      assertOneAnswer(now);
      assert.deepEqual(now, said, `${item} in ${channel} at ${instant}`);
      if (typeof now.explained !== "string") assert.equal(now.explained.published, carried);
    }
  }
}

describe("answers about a past instant", () => {
  it("are what was answered and served then, however one asks and whatever happened since", async () => {
    for (const _ of rounds(runs(1), "histories with their answers")) {
      const seed = Math.floor(Math.random() * 2 ** 31);
      const desk = await runningDesk(rssOf([{ guid: "one" }, { guid: "two", author: "Bo Field", tag: "sea" }]));
      try {
        const dice = diceOf(seed);
        const history = new History(desk, (values) => pick(dice, values));
        await history.run();
        await history.check();
      } catch (error) {
        throw new Error(`a history of the seed ${seed}`, { cause: error });
      } finally {
        await desk.stop();
      }
    }
  });

  it("are one refusal before there was such a thing", async () => {
    const desk = await runningDesk(rssOf([{ guid: "one" }]));
    try {
      const item = text((await desk.api("GET", "/items")).body, "items", 0, "id");
      const said = await saidOf(desk, item, "web", "2026-05-01T00:00:00.000Z");
      assert.deepEqual(said, {
        explained: "item.unknown",
        assessed: "item.unknown",
        inBatch: "item.unknown",
        policy: "item.unknown",
      });
      const past = await desk.api("POST", "/assess", {
        work: { partner: "lantern" },
        use: { territories: ["GB"] },
        at: "2026-05-01T00:00:00.000Z",
      });
      assert.equal(partOf(past.body, "code"), "partner.unknown");
      const supposed = await desk.api("POST", "/what-if", { grant: grantOf(), at: "2026-05-01T00:00:00.000Z" });
      assert.deepEqual([supposed.status, partOf(supposed.body, "code")], [422, "input.invalid"]);
    } finally {
      await desk.stop();
    }
  });
});
