import assert from "node:assert/strict";
import { Person } from "../person.js";
import { ADMIN_TOKEN, at, grantOf, list, type RunningDesk, rssOf, runningDesk, text } from "../program.js";

describe("the desk's forms for columns that are one, or two", () => {
  let desk: RunningDesk;
  let person: Person;
  let one = "";
  let two = "";

  before(async () => {
    desk = await runningDesk(rssOf([{ guid: "one" }, { guid: "two" }]));
    person = new Person(desk.origin);
    await person.send("/sign-in", [["token", ADMIN_TOKEN]]);
    const found = await waiting();
    [one = "", two = ""] = ["Column one", "Column two"].map((title) =>
      text(
        found.find((item) => at(item, "title") === title),
        "id",
      ),
    );
  });
  after(() => desk.stop());

  const waiting = async () => list((await desk.api("GET", "/items")).body, "items");
  const page = () => `/desk/items/${one}`;
  const send = (act: string, fields: readonly (readonly [string, string])[]) =>
    person.act(page(), `${page()}/${act}`, fields);
  it("merge by the address of the other column's page, and show it with a way back", async () => {
    const sent = await send("merge", [
      ["item", `http://desk.example/desk/items/${two}?from=mail`],
      ["reason", "The same <b>text</b>"],
    ]);
    assert.deepEqual([sent.status, sent.location], [303, page()]);
    const { html } = await person.open(page());
    assert.match(html, /Merged; what the other feed carries counts as this column/u);
    assert.ok(html.includes(`Split off ${two}`));
    assert.ok(!html.includes("<b>text</b>"), "a reason is text");
    assert.deepEqual(
      (await waiting()).map((item) => at(item, "id")),
      [one],
    );
  });

  it("split what was merged, once", async () => {
    const fields = [["item", two] as const, ["reason", "Two after all"] as const];
    assert.equal((await send("split", fields)).status, 303);
    assert.match((await person.open(page())).html, /Split off; it is a column of its own/u);
    assert.equal((await waiting()).length, 2);
    const { seq } = desk.program.desk.ledger.head();
    await send("split", fields);
    assert.match((await person.open(page())).html, /Split off; it is/u, "the same split sent again is answered alike");
    assert.equal(desk.program.desk.ledger.head().seq, seq);
    await send("split", [
      ["item", two],
      ["reason", "For another reason"],
    ]);
    assert.doesNotMatch((await person.open(page())).html, /Split off; it is/u);
    assert.equal((await waiting()).length, 2);
  });

  it("refuse without a reason, of itself, of what is not there, and of what is out, and change nothing", async () => {
    const head = (await desk.api("GET", "/ledger/head")).body;
    const refused = [
      ["merge", [["item", two]]],
      [
        "merge",
        [
          ["item", one],
          ["reason", "x"],
        ],
      ],
      [
        "merge",
        [
          ["item", "item_000000000000000000000000"],
          ["reason", "x"],
        ],
      ],
      [
        "merge",
        [
          ["item", "../../accounts"],
          ["reason", "x"],
        ],
      ],
      ["split", [["reason", "Of what?"]]],
      [
        "split",
        [
          ["source", "lantern/columns"],
          ["reason", "The only one"],
        ],
      ],
    ] as const;
    for (const [act, fields] of refused) {
      const sent = await send(act, fields);
      assert.deepEqual([sent.status, sent.location], [303, page()]);
      assert.doesNotMatch((await person.open(page())).html, /Merged; what|Split off; it is a/u);
    }
    assert.deepEqual((await desk.api("GET", "/ledger/head")).body, head);

    await desk.api("POST", "/permissions", grantOf());
    const revision = text((await desk.api("GET", `/items/${two}`)).body, "revision");
    await desk.api("POST", `/items/${two}/approve`, { revision, channels: ["web"] });
    await send("merge", [
      ["item", two],
      ["reason", "x"],
    ]);
    assert.match((await person.open(page())).html, /is released in web; hold it first/u);
  });

  it("do nothing without the page's own token", async () => {
    const fields = [["item", two] as const, ["reason", "x"] as const];
    for (const act of ["merge", "split"]) {
      assert.equal((await person.send(`${page()}/${act}`, fields)).status, 403);
      assert.equal((await person.send(`${page()}/${act}`, [["csrf", "0".repeat(32)], ...fields])).status, 403);
      assert.equal((await new Person(desk.origin).send(`${page()}/${act}`, fields)).status, 401);
    }
  });

  it("are not shown to those who do not review, nor taken from them", async () => {
    const made = (await desk.api("POST", "/accounts", { name: "Ann Auditor", role: "auditor" })).body;
    const auditor = new Person(desk.origin);
    await auditor.send("/sign-in", [["token", text(made, "token")]]);
    const { html } = await auditor.open(page());
    assert.doesNotMatch(html, /id="identity"/u);
    const csrf = /name="csrf" value="([^"]+)"/u.exec(html)?.[1] ?? "";
    for (const act of ["merge", "split"]) {
      const sent = await auditor.send(`${page()}/${act}`, [
        ["csrf", csrf],
        ["item", two],
        ["reason", "x"],
      ]);
      assert.equal(sent.status, 403);
    }
  });
});
