import assert from "node:assert/strict";
import { assess, type Clearance } from "../../../src/domain/clearance.js";
import { REASON_CODES } from "../../../src/domain/reasons.js";
import { type Rules, rulesOf } from "../../../src/domain/rules.js";
import { COMPONENTS } from "../../../src/domain/use.js";
import { rounds, runs } from "../../runs.js";
import { type Case, questionOf, recordOf } from "./generated.js";
import { obvious, sorted } from "./obviousRule.js";
import { diceOf } from "./pools.js";
import { shrunk, told } from "./shrinking.js";

const SEED = 20_261_123;
const RECORDS = runs(5_000);
const QUESTIONS_PER_RECORD = 4;

function answerTo({ use, work, at, record }: Case, rules: Rules = rulesOf(record)): Clearance {
  return assess(use, work, rules, at);
}

/** The statements of an answer, each a line, so that two answers are compared as lists. */
function statedBy({ verdict, reasons, components, reliedOn, under }: Clearance): readonly string[] {
  const cleared = COMPONENTS.filter((component) => components[component] === "cleared");
  const codes = verdict === "cleared" ? [] : sorted(reasons.map(({ permission, code }) => [permission, code]));
  return lines(verdict, reliedOn, under, cleared, codes);
}

function statedByObvious({ use, work, record, at }: Case): readonly string[] {
  const { verdict, reliedOn, under, components, codes } = obvious(use, work, record, at);
  const cleared = COMPONENTS.filter((component) => components.includes(component));
  return lines(verdict, reliedOn, under, cleared, codes);
}

type Named = { readonly permission: string; readonly version: number };

function lines(
  verdict: string,
  reliedOn: Named | null,
  under: readonly Named[],
  cleared: readonly string[],
  codes: readonly (readonly [string | null, string])[],
): readonly string[] {
  const chain = [...(reliedOn === null ? [] : [reliedOn]), ...under];
  return [
    verdict,
    `relies on ${chain.map(({ permission, version }) => `${permission}/${version}`).join(" under ")}`,
    `clears ${cleared.join(" ")}`,
    ...codes.map(([permission, code]) => `${permission}: ${code}`),
  ];
}

/** What kind of disagreement it is, without the names of permissions; empty where there is none. */
function disagreement(given: Case, answer = answerTo(given)): string {
  const actual = statedBy(answer);
  const expected = statedByObvious(given);
  if (actual.join() === expected.join()) return "";
  if (actual[0] !== expected[0]) return `${actual[0]}, where it is ${expected[0]}`;
  const times = (all: readonly string[], line: string) => all.filter((other) => other === line).length;
  const more = (a: readonly string[], b: readonly string[]) => a.filter((line) => times(a, line) > times(b, line));
  const kind = (line: string) => line.replace(/^\S+: /u, "").replace(/^(relies|clears) .*/u, "$1");
  const kinds = [...more(actual, expected).map((line) => `too much: ${kind(line)}`)];
  kinds.push(...more(expected, actual).map((line) => `wanting: ${kind(line)}`));
  return [...new Set(kinds)].sort().join(", ");
}

describe("the rights decision and its obvious version", () => {
  const seen = new Set<string>();
  const kinds = new Map<string, { count: number; readonly first: Case }>();
  let [questions, cleared] = [0, 0];

  before("ask both", () => {
    const dice = diceOf(SEED);
    for (const _ of rounds(RECORDS, "records")) {
      const record = recordOf(dice);
      const rules = rulesOf(record);
      for (let question = 0; question < QUESTIONS_PER_RECORD; question++) {
        const given = { ...questionOf(dice), record };
        questions++;
        const answer = answerTo(given, rules);
        const { verdict, reasons } = answer;
        if (verdict === "cleared") cleared++;
        for (const { code } of reasons) seen.add(code);
        const kind = disagreement(given, answer);
        if (kind === "") continue;
        const known = kinds.get(kind);
        if (known === undefined) kinds.set(kind, { count: 1, first: given });
        else known.count++;
      }
    }
  });

  it(`agree on ${RECORDS * QUESTIONS_PER_RECORD} generated questions`, () => {
    const worst = [...kinds].sort(([, a], [, b]) => b.count - a.count).slice(0, 8);
    const report = worst.map(([kind, { count, first }]) => {
      const simplest = shrunk(first, (simpler) => disagreement(simpler) === kind);
      return [
        `${count} times ${kind}; the simplest:`,
        `  asked    ${told(simplest)}`,
        `  answers  ${statedBy(answerTo(simplest)).join("; ")}`,
        `  expected ${statedByObvious(simplest).join("; ")}`,
      ].join("\n");
    });
    assert.equal(kinds.size, 0, `seed ${SEED}, ${kinds.size} kinds of disagreement\n${report.join("\n")}`);
  });

  it("agree on records that give every reason there is", () =>
    assert.deepEqual(
      REASON_CODES.filter((code) => !seen.has(code)),
      [],
    ));

  it("agree on records that clear neither hardly anything nor nearly everything", () => {
    const share = cleared / questions;
    assert.ok(share > 0.1 && share < 0.7, `the share that is cleared is ${share}`);
  });
});
