import assert from "node:assert/strict";
import { assess } from "../../../src/domain/clearance.js";
import { rulesOf, scanOf } from "../../../src/domain/rules.js";
import { rounds, runs } from "../../runs.js";
import { questionOf, recordOf } from "./generated.js";
import { diceOf } from "./pools.js";

const RECORDS = runs(40);
const QUESTIONS = 6;

describe("what is kept from one question to the next", () => {
  it("changes no answer: the same uses and works, asked crosswise and again, answer as if asked for the first time", () => {
    const dice = diceOf(20_261_124);
    for (const _ of rounds(RECORDS, "records")) {
      const record = recordOf(dice);
      const rules = rulesOf(record);
      const questions = Array.from({ length: QUESTIONS }, () => questionOf(dice));
      for (let again = 0; again < 2; again++) {
        for (const { use, at } of questions) {
          for (const { work } of questions) {
            const first = assess({ ...use }, { ...work }, scanOf(record), at);
            assert.deepEqual(assess(use, work, rules, at), first);
          }
        }
      }
    }
  });
});
