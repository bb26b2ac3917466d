import assert from "node:assert/strict";
import { readPolicy } from "../../../src/formats/odrl/readPolicy.js";
import { processorTime } from "../../processorTime.js";

/** Bounds the time of one reading, far above what any takes. */
/** Of a usual processor. */
const MAX_SECONDS = 10;

const BASE = {
  "@context": "http://www.w3.org/ns/odrl.jsonld",
  "@type": "Agreement",
  uid: "urn:example:policy",
};

const RULE = {
  target: "https://lantern.example/columns/1",
  assigner: "urn:example:lantern",
  assignee: "urn:example:post",
  action: ["distribute"],
};

const permission = (changes: object, policy: object = {}) => ({
  ...BASE,
  permission: [{ ...RULE, ...changes }],
  ...policy,
});
const constrained = (...constraint: readonly object[]) => permission({ constraint });
const compared = (leftOperand: string, operator: string, rightOperand: unknown) => ({
  leftOperand,
  operator,
  rightOperand,
});
const IN_GB = compared("spatial", "isAnyOf", ["GBR"]);
const UNTIL = compared("dateTime", "lt", { "@value": "2027-01-01T00:00:00Z", "@type": "xsd:dateTime" });

/** What is refused, with the pointer and a part of the sentence. */
const REFUSED: readonly (readonly [string, object, string, RegExp])[] = [
  [
    "a bare use",
    permission({ action: "use" }),
    "/permission/0/action",
    /odrl:use would grant .*modify.*name the actions/u,
  ],
  [
    "a use among others",
    permission({ action: ["distribute", "use"] }),
    "/permission/0/action",
    /odrl:use would grant/u,
  ],
  [
    "a refined use",
    permission({ action: { "rdf:value": { "@id": "odrl:use" }, refinement: [IN_GB] } }),
    "/permission/0/action",
    /odrl:use would grant/u,
  ],
  [
    "an action of another vocabulary",
    permission({ action: "https://other.example/broadcast" }),
    "/permission/0/action",
    /https:\/\/other\.example\/broadcast is an action that cannot be honoured/u,
  ],
  [
    "an ODRL action that this desk does not decide",
    permission({ action: ["distribute", "textToSpeech"] }),
    "/permission/0/action",
    /odrl:textToSpeech is an action that cannot be honoured/u,
  ],
  ["a transfer of ownership", permission({ action: ["sell"] }), "/permission/0/action", /odrl:sell/u],
  ["making without publishing", permission({ action: ["translate"] }), "/permission/0/action", /add odrl:distribute/u],
  [
    "an unknown operand",
    constrained(compared("https://other.example/mood", "eq", "good")),
    "/permission/0/constraint/0/leftOperand",
    /https:\/\/other\.example\/mood is an operand that cannot be honoured/u,
  ],
  [
    "an ODRL operand that nothing here compares",
    constrained(compared("absoluteSize", "lt", 5)),
    "/permission/0/constraint/0/leftOperand",
    /odrl:absoluteSize is an operand/u,
  ],
  [
    "an unknown operator",
    constrained({ ...IN_GB, operator: "https://other.example/near" }),
    "/permission/0/constraint/0/operator",
    /is no operator of ODRL 2\.2/u,
  ],
  [
    "an operator that this operand does not have",
    constrained(compared("spatial", "gt", "GBR")),
    "/permission/0/constraint/0/operator",
    /odrl:spatial gt cannot be honoured here/u,
  ],
  [
    "hasPart of a territory",
    constrained(compared("spatial", "hasPart", ["GBR", "IRL"])),
    "/permission/0/constraint/0/operator",
    /hasPart cannot be honoured/u,
  ],
  [
    "isAllOf of several languages",
    constrained(compared("language", "isAllOf", ["en", "de"])),
    "/permission/0/constraint/0/operator",
    /isAllOf cannot be honoured/u,
  ],
  [
    "an unknown country",
    constrained(compared("spatial", "isAnyOf", ["ATL"])),
    "/permission/0/constraint/0/rightOperand",
    /“ATL” is no country of ISO 3166-1/u,
  ],
  [
    "an unknown medium",
    constrained(compared("deliveryChannel", "isAnyOf", ["pigeon"])),
    "/permission/0/constraint/0/rightOperand",
    /“pigeon”/u,
  ],
  [
    "an instant without a time zone",
    constrained(compared("dateTime", "lt", "2027-01-01T00:00:00")),
    "/permission/0/constraint/0/operator",
    /with its time zone/u,
  ],
  [
    "a day that is not in the calendar",
    constrained(compared("dateTime", "lt", "2027-02-29T00:00:00Z")),
    "/permission/0/constraint/0/operator",
    /must be an xsd:dateTime/u,
  ],
  [
    "an exact instant",
    constrained(compared("dateTime", "eq", "2027-01-01T00:00:00Z")),
    "/permission/0/constraint/0/operator",
    /dateTime eq cannot be honoured/u,
  ],
  [
    "a delay that counts from nobody knows when",
    constrained(compared("delayPeriod", "gteq", "P1D")),
    "/permission/0/constraint/0/operator",
    /since when/u,
  ],
  [
    "a month, which has no length",
    constrained({ ...compared("elapsedTime", "lt", "P1M"), "http://x/": 1 }),
    "/permission/0/constraint/0/http:~1~1x~1",
    /cannot be honoured/u,
  ],
  [
    "a value that must be fetched",
    constrained({ leftOperand: "spatial", operator: "eq", rightOperandReference: "https://other.example/list" }),
    "/permission/0/constraint/0/rightOperandReference",
    /is not fetched/u,
  ],
  [
    "a constraint without a value",
    constrained({ leftOperand: "spatial", operator: "eq" }),
    "/permission/0/constraint/0",
    /lacks odrl:rightOperand/u,
  ],
  [
    "exactly one of several",
    constrained({ xone: { "@list": [IN_GB, UNTIL] } }),
    "/permission/0/constraint/0/xone",
    /\(exactly one of several\) cannot be honoured/u,
  ],
  [
    "constraints in an order",
    constrained({ andSequence: { "@list": [IN_GB, UNTIL] } }),
    "/permission/0/constraint/0/andSequence",
    /\(in this order\) cannot be honoured/u,
  ],
  [
    "an or of different operands",
    constrained({ or: { "@list": [IN_GB, UNTIL] } }),
    "/permission/0/constraint/0/or",
    /write a policy for each/u,
  ],
  [
    "a duty of another vocabulary",
    permission({ duty: [{ action: "https://other.example/sing" }] }),
    "/permission/0/duty/0/action",
    /https:\/\/other\.example\/sing is a duty/u,
  ],
  [
    "a duty with a constraint",
    permission({ duty: [{ action: "attribute", constraint: [UNTIL] }] }),
    "/permission/0/duty/0/constraint",
    /odrl:constraint on a duty cannot be honoured/u,
  ],
  [
    "a consequence other than removal",
    permission({ duty: [{ action: "attribute", consequence: [{ action: "compensate" }] }] }),
    "/permission/0/duty/0/consequence",
    /odrl:compensate cannot be honoured/u,
  ],
  [
    "a remedy of a prohibition",
    { ...BASE, prohibition: [{ ...RULE, action: "archive", remedy: [{ action: "delete" }] }] },
    "/prohibition/0/remedy",
    /odrl:remedy on a prohibition cannot be honoured/u,
  ],
  [
    "permissions that outrank prohibitions",
    permission({}, { conflict: "perm", prohibition: [{ ...RULE, action: "archive" }] }),
    "/conflict",
    /odrl:conflict odrl:perm cannot be honoured beside prohibitions/u,
  ],
  [
    "a policy that voids itself in conflict",
    permission({}, { conflict: "invalid", prohibition: [{ ...RULE, action: "archive" }] }),
    "/conflict",
    /odrl:invalid cannot be honoured/u,
  ],
  [
    "an unknown strategy",
    permission({}, { conflict: "https://other.example/coin" }),
    "/conflict",
    /cannot be honoured/u,
  ],
  [
    "inheritance from elsewhere",
    permission({}, { inheritFrom: "https://other.example/policy" }),
    "/inheritFrom",
    /is not in this document/u,
  ],
  [
    "a profile of others",
    permission({}, { profile: "https://other.example/profile" }),
    "/profile",
    /is a profile that is not known here/u,
  ],
  ["a request", { ...permission({}), "@type": "Request" }, "/@type", /odrl:Request cannot be honoured/u],
  ["an agreement with nobody", permission({ assignee: undefined }), "/permission/0", /without odrl:assignee/u],
  ["a rule about nothing", permission({ target: undefined }), "/permission/0", /lacks odrl:target/u],
  [
    "a collection that only others know",
    permission({ target: { "@type": "AssetCollection", uid: "urn:example:archive" } }),
    "/permission/0/target",
    /is not known here/u,
  ],
  [
    "a party collection that is refined",
    permission({
      assignee: {
        "@type": "PartyCollection",
        source: "urn:example:friends",
        refinement: [compared("https://other.example/age", "gt", 18)],
      },
    }),
    "/permission/0/assignee/refinement/0/leftOperand",
    /cannot be honoured/u,
  ],
  [
    "obligations with nothing allowed",
    { ...BASE, prohibition: [{ ...RULE, action: "archive" }], obligation: [{ ...RULE, action: "attribute" }] },
    "/obligation",
    /obligations without a permission/u,
  ],
  ["a policy of no rules", { ...BASE }, "", /neither permission nor prohibition/u],
  [
    "a document that is no policy",
    { "@context": BASE["@context"], "dcterms:title": "hello" },
    "",
    /holds no ODRL policy/u,
  ],
  [
    "a term that no context knows",
    permission({ mood: "good" }),
    "/permission/0/mood",
    /“mood” is a term that no context of this policy defines/u,
  ],
  [
    "a context from the network",
    { ...permission({}), "@context": "https://other.example/context.jsonld" },
    "/@context",
    /https:\/\/other\.example\/context\.jsonld is not kept here and nothing is fetched/u,
  ],
  ["a policy inside another member", { ...permission({}), "@included": [permission({})] }, "", /./u],
];

describe("a policy that cannot be honoured", () => {
  for (const [what, policy, pointer, sentence] of REFUSED) {
    it(`is refused for ${what}`, async () => {
      const { agreed, problems } = await readPolicy(JSON.parse(JSON.stringify(policy)));
      assert.deepEqual(agreed, []);
      const found = problems.find((problem) => sentence.test(problem.detail));
      assert.ok(found !== undefined, JSON.stringify(problems, null, 1));
      if (pointer !== "" || problems.length === 1) assert.equal(found.pointer, pointer);
    });
  }

  it("lists every such term, not the first", async () => {
    const { problems } = await readPolicy(
      permission({
        action: ["distribute", "sell", "print"],
        constraint: [compared("spatial", "isAnyOf", ["ATL"]), { xone: { "@list": [IN_GB, UNTIL] } }],
        duty: [{ action: "anonymize" }],
      }),
    );
    const details = problems.map(({ detail }) => detail).join("\n");
    for (const term of ["odrl:sell", "odrl:print", "“ATL”", "odrl:xone", "odrl:anonymize"])
      assert.ok(details.includes(term), term);
  });

  const deep = (levels: number): object =>
    Array.from({ length: levels }).reduce<object>((inner) => ({ and: { "@list": [inner] } }), IN_GB);
  const numbered = <T>(count: number, make: (index: number) => T) =>
    Array.from({ length: count }, (_, index) => make(index));
  const HUGE: readonly (readonly [string, unknown])[] = [
    ["is nested 20 constraints deep", constrained(deep(20))],
    ["is nested 5,000 constraints deep", constrained(deep(5_000))],
    ["weighs 5 MB", permission({ "dcterms:description": "x".repeat(5_000_000) })],
    ["has 60,000 constraints", constrained(...numbered(60_000, () => IN_GB))],
    [
      "names 10,000 territories that are none",
      constrained(
        compared(
          "spatial",
          "isAnyOf",
          numbered(10_000, (index) => `X${index}`),
        ),
      ),
    ],
    [
      "names its own rule 3,000 times",
      { ...BASE, permission: numbered(3_000, () => "urn:example:rule"), "@graph": [] },
    ],
    ["is a text", "a policy"],
    ["is a list of nothing", []],
    ["is null", null],
  ];
  for (const [what, policy] of HUGE) {
    it(`is refused in words and soon where it ${what}`, async () => {
      const time = processorTime();
      const { agreed, problems } = await readPolicy(policy);
      const took = time();
      assert.deepEqual(agreed, []);
      assert.ok(problems.length > 0 && problems.length <= 50);
      for (const { detail } of problems) assert.ok(detail.length > 5 && detail.length < 1_000, detail);
      assert.ok(took < MAX_SECONDS, `${took} s`);
    });
  }

  it("does not change what other objects inherit", async () => {
    await readPolicy(JSON.parse(`{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}`));
    assert.equal(Reflect.get({}, "polluted"), undefined);
  });
});
