import assert from "node:assert/strict";
import { type AgreedRecord, readPolicy } from "../../../src/formats/odrl/readPolicy.js";

async function agreed(policy: unknown): Promise<readonly AgreedRecord[]> {
  const read = await readPolicy(policy);
  assert.deepEqual(read.problems, []);
  return read.agreed;
}

const ODRL = "http://www.w3.org/ns/odrl/2/";
const DATE_TIME = "http://www.w3.org/2001/XMLSchema#dateTime";

const COMPACT = {
  "@context": "http://www.w3.org/ns/odrl.jsonld",
  "@type": "Agreement",
  uid: "urn:example:policy",
  permission: [
    {
      target: "https://lantern.example/columns/1",
      assigner: { uid: "urn:example:lantern", "vcard:fn": "Lantern Press" },
      assignee: "urn:example:post",
      action: "distribute",
      constraint: [
        {
          leftOperand: "dateTime",
          operator: "lt",
          rightOperand: { "@value": "2027-01-01T00:00:00Z", "@type": "xsd:dateTime" },
        },
        {
          leftOperand: "spatial",
          operator: "isAnyOf",
          rightOperand: [
            { "@id": "http://cvx.iptc.org/iso3166-1a3/GBR" },
            { "@id": "http://cvx.iptc.org/iso3166-1a3/IRL" },
          ],
        },
      ],
      duty: [{ action: "attribute", attributedParty: { uid: "urn:example:ada", "vcard:fn": "Ada Brook" } }],
    },
  ],
};

const PREFIXED = {
  "@context": { odrl: ODRL, vcard: "http://www.w3.org/2006/vcard/ns#", xsd: "http://www.w3.org/2001/XMLSchema#" },
  "@type": "odrl:Agreement",
  "@id": "urn:example:policy",
  "odrl:permission": {
    "odrl:target": { "@id": "https://lantern.example/columns/1" },
    "odrl:assigner": { "@id": "urn:example:lantern", "vcard:fn": "Lantern Press" },
    "odrl:assignee": { "@id": "urn:example:post" },
    "odrl:action": { "@id": "odrl:distribute" },
    "odrl:constraint": [
      {
        "odrl:leftOperand": { "@id": "odrl:dateTime" },
        "odrl:operator": { "@id": "odrl:lt" },
        "odrl:rightOperand": { "@value": "2027-01-01T01:00:00+01:00", "@type": "xsd:dateTime" },
      },
      {
        "odrl:leftOperand": { "@id": "odrl:spatial" },
        "odrl:operator": { "@id": "odrl:isAnyOf" },
        "odrl:rightOperand": ["GBR", "IE"],
      },
    ],
    "odrl:duty": {
      "odrl:action": { "@id": "odrl:attribute" },
      "odrl:attributedParty": { "@id": "urn:example:ada", "vcard:fn": "Ada Brook" },
    },
  },
};

const id = (iri: string) => [{ "@id": iri }];
const EXPANDED = [
  {
    "@id": "urn:example:policy",
    "@type": [`${ODRL}Agreement`],
    [`${ODRL}permission`]: [
      {
        [`${ODRL}target`]: id("https://lantern.example/columns/1"),
        [`${ODRL}assigner`]: [
          { "@id": "urn:example:lantern", "http://www.w3.org/2006/vcard/ns#fn": [{ "@value": "Lantern Press" }] },
        ],
        [`${ODRL}assignee`]: id("urn:example:post"),
        [`${ODRL}action`]: id(`${ODRL}distribute`),
        [`${ODRL}constraint`]: [
          {
            [`${ODRL}and`]: [
              {
                "@list": [
                  {
                    [`${ODRL}leftOperand`]: id(`${ODRL}dateTime`),
                    [`${ODRL}operator`]: id(`${ODRL}lt`),
                    [`${ODRL}rightOperand`]: [{ "@value": "2027-01-01T00:00:00.000Z", "@type": DATE_TIME }],
                  },
                  {
                    [`${ODRL}leftOperand`]: id(`${ODRL}spatial`),
                    [`${ODRL}operator`]: id(`${ODRL}isAnyOf`),
                    [`${ODRL}rightOperand`]: [{ "@value": "GBR" }, { "@value": "IRL" }],
                  },
                ],
              },
            ],
          },
        ],
        [`${ODRL}duty`]: [
          {
            [`${ODRL}action`]: id(`${ODRL}attribute`),
            [`${ODRL}attributedParty`]: [{ "http://www.w3.org/2006/vcard/ns#fn": [{ "@value": "Ada Brook" }] }],
          },
        ],
      },
    ],
  },
];

const [RULE] = COMPACT.permission;
assert.ok(RULE !== undefined);
const { "@context": CONTEXT, permission: _permission, ...HEAD } = COMPACT;

const GRAPH = {
  "@context": CONTEXT,
  "@graph": [
    { ...HEAD, permission: "urn:example:rule" },
    { uid: "urn:example:rule", "@type": "Permission", ...RULE, constraint: ["urn:example:until", "urn:example:where"] },
    { uid: "urn:example:until", "@type": "Constraint", ...RULE.constraint[0] },
    { uid: "urn:example:where", "@type": "Constraint", ...RULE.constraint[1] },
  ],
};

const { target, assigner, assignee, action, ...OWN } = RULE;
const SHARED = { ...COMPACT, target, assigner, assignee, action, permission: [OWN] };

const INHERITED = {
  "@context": CONTEXT,
  "@graph": [
    { ...HEAD, inheritFrom: "urn:example:parent" },
    { ...HEAD, uid: "urn:example:parent", permission: [RULE] },
  ],
};

describe("a policy of somebody else", () => {
  const spellings = { PREFIXED, EXPANDED, GRAPH, SHARED, INHERITED };

  it("is read for what it says, and for nothing that it does not say", async () => {
    const [record, ...more] = await agreed(COMPACT);
    assert.ok(record !== undefined);
    assert.equal(more.length, 0);
    const { terms, window, works, grantor, licensees, license, creditLine, state } = record;
    assert.deepEqual(terms.actions, ["republish"]);
    assert.deepEqual(terms.ask, []);
    assert.deepEqual(terms.territories, { include: ["GB", "IE"], exclude: [] });
    assert.deepEqual([terms.edits, terms.onward, terms.media], ["verbatim", "none", "any"]);
    assert.deepEqual([terms.components.text, terms.components.images, terms.ai.train], ["allow", "deny", "unknown"]);
    assert.deepEqual(
      terms.duties.map((duty) => duty.class),
      ["credit"],
    );
    assert.deepEqual(window, { from: null, until: "2027-01-01T00:00:00.000Z" });
    assert.deepEqual(works.urls, ["https://lantern.example/columns/1"]);
    assert.equal(grantor.name, "Lantern Press");
    assert.deepEqual(licensees, { outlets: ["urn:example:post"] });
    assert.deepEqual([license, creditLine, state], [null, "Ada Brook", "active"]);
  });

  for (const [name, policy] of Object.entries(spellings)) {
    it(`means the same in another spelling of JSON-LD: ${name.toLowerCase()}`, async () => {
      assert.deepEqual(await agreed(policy), await agreed(COMPACT));
    });
  }

  const one = async (changes: object) => {
    const [record] = await agreed({ ...COMPACT, permission: [{ ...RULE, constraint: [], duty: [], ...changes }] });
    assert.ok(record !== undefined);
    return record;
  };
  const constraint = (leftOperand: string, operator: string, rightOperand: unknown) => ({
    leftOperand,
    operator,
    rightOperand,
  });

  it("keeps each comparison's meaning", async () => {
    const day = "2026-12-31";
    const until = async (operator: string, value: string) =>
      (await one({ constraint: [constraint("dateTime", operator, value)] })).window;
    assert.deepEqual(await until("lt", day), { from: null, until: "2026-12-31T00:00:00.000Z" });
    assert.deepEqual(await until("lteq", day), { from: null, until: "2027-01-01T00:00:00.000Z" });
    assert.deepEqual(await until("gteq", day), { from: "2026-12-31T00:00:00.000Z", until: null });
    assert.deepEqual(await until("gt", day), { from: "2027-01-01T00:00:00.000Z", until: null });
    assert.deepEqual(await until("lteq", "2026-12-31T23:00:00Z"), { from: null, until: "2026-12-31T23:00:00.001Z" });
    const media = (await one({ constraint: [constraint("deliveryChannel", "neq", "print")] })).terms.media;
    assert.ok(media !== "any" && media.length > 2 && !media.includes("print"));
    const where = (await one({ constraint: [constraint("spatial", "isNoneOf", ["FRA"])] })).terms.territories;
    assert.deepEqual(where, { include: "worldwide", exclude: ["FR"] });
    const either = { or: { "@list": [constraint("spatial", "eq", "FRA"), constraint("spatial", "eq", "DEU")] } };
    assert.deepEqual((await one({ constraint: [either] })).terms.territories, { include: ["FR", "DE"], exclude: [] });
    const count = (await one({ constraint: [constraint("count", "lt", 3)] })).terms.maxUses;
    assert.equal(count?.count, 2);
    const purpose = (await one({ constraint: [constraint("purpose", "neq", "commercial")] })).terms.purpose;
    assert.equal(purpose, "non-commercial");
  });

  it("narrows by each constraint where one operand stands twice", async () => {
    const both = [constraint("spatial", "isAnyOf", ["GBR", "IRL"]), constraint("spatial", "isAnyOf", ["IRL", "FRA"])];
    assert.deepEqual((await one({ constraint: both })).terms.territories, { include: ["IE"], exclude: [] });
  });

  it("reads consent first, consequences that end publication, and obligations of all rules", async () => {
    const asked = await one({ duty: [{ action: "obtainConsent" }] });
    assert.deepEqual([asked.terms.actions, asked.terms.ask], [[], ["republish"]]);
    const cured = await one({ duty: [{ action: "attribute", consequence: [{ action: "delete" }] }] });
    assert.deepEqual(
      cured.terms.duties.map((duty) => duty.class),
      ["credit", "cure"],
    );
    const [obliged] = await agreed({
      ...COMPACT,
      obligation: [{ action: "inform", informedParty: "urn:example:lantern" }],
    });
    assert.deepEqual(
      obliged?.terms.duties.map((duty) => duty.class),
      ["credit", "notify"],
    );
  });

  it("takes a prohibition as wide as it may be meant", async () => {
    const [record] = await agreed({
      ...HEAD,
      "@context": CONTEXT,
      prohibition: [{ target, assigner, assignee, action: "use" }],
    });
    assert.equal(record?.terms.effect, "deny");
    assert.deepEqual([...(record?.terms.actions ?? [])].sort(), ["archive", "excerpt", "republish", "translate"]);
    assert.equal(record?.terms.components.images, "deny");
  });

  it("is for anyone where it is an offer to nobody named, and for this house alone where it is a set", async () => {
    const { assignee: _assignee, ...rule } = RULE;
    const [offer] = await agreed({ ...COMPACT, "@type": "Offer", permission: [rule] });
    const [set] = await agreed({ ...COMPACT, "@type": "Set", permission: [rule] });
    assert.deepEqual([offer?.licensees, set?.licensees], ["anyone", "house"]);
  });
});
