import assert from "node:assert/strict";
import fc from "fast-check";
import mongoose from "mongoose";
import { inverted, keyOf } from "../../src/store/embedded/keys.js";
import { member, rawDocument, type Value } from "../../src/store/embedded/raw.js";
import { runs } from "../runs.js";
import * as generate from "./generate.js";
import { compare } from "./model.js";

const { BSON, Decimal128, Long, MinKey, MaxKey, Binary, Timestamp, ObjectId } = mongoose.mongo;

function valueOfBson(plain: unknown): Value {
  const value = member(rawDocument(Buffer.from(BSON.serialize({ v: plain }))), Buffer.from("v"));
  assert.ok(value !== undefined);
  return value;
}

function key(plain: unknown): Buffer {
  return keyOf(valueOfBson(plain));
}

const anything = fc.oneof(generate.scalar, generate.nested, fc.array(fc.oneof(generate.scalar, generate.nested)));

describe("keys", () => {
  it("are in MongoDB's order, byte by byte, and turned round when they are inverted", () => {
    fc.assert(
      fc.property(anything, anything, (a, b) => {
        const order = Math.sign(compare(a, b));
        assert.equal(Buffer.compare(key(a), key(b)), order);
        assert.equal(Buffer.compare(inverted(key(b)), inverted(key(a))), order);
      }),
      { numRuns: runs(1_000) },
    );
  });

  it("are never the beginning of one another, so that they can be put one after the other", () => {
    fc.assert(
      fc.property(anything, anything, (a, b) => {
        const [one, other] = [key(a), key(b)];
        fc.pre(!one.equals(other));
        assert.ok(!other.subarray(0, one.length).equals(one));
      }),
      { numRuns: runs(1_000) },
    );
  });

  it("hold numbers of all types in one order, exactly", () => {
    const ascending: unknown[] = [
      Number.NaN,
      -Infinity,
      Decimal128.fromString("-1E+300"),
      Long.fromString("-9223372036854775808"),
      Long.fromString("-9007199254740993"),
      -(2 ** 53),
      -1.5,
      Decimal128.fromString("-1.4999999999999999999"),
      Decimal128.fromString("-1E-6000"),
      0,
      Decimal128.fromString("1E-6000"),
      5e-324,
      Decimal128.fromString("0.1"),
      0.1,
      Decimal128.fromString("0.2999999999999999888977697537484345"),
      0.3,
      1,
      Decimal128.fromString("1.000000000000000000000000000000001"),
      Decimal128.fromString("1.000000000000000000000000000000002"),
      2 ** 53,
      Long.fromString("9007199254740993"),
      Decimal128.fromString("9007199254740993.5"),
      Long.fromString("9007199254740994"),
      Long.fromString("9223372036854775807"),
      2 ** 63,
      1.7976931348623157e308,
      Decimal128.fromString("1E+400"),
      Infinity,
    ];
    for (const [index, value] of ascending.entries()) {
      const next = ascending[index + 1];
      if (next !== undefined)
        assert.ok(Buffer.compare(key(value), key(next)) < 0, `${String(value)} < ${String(next)}`);
    }
    const same = [
      [1, Decimal128.fromString("1.00")],
      [0, -0],
      [0, Decimal128.fromString("-0")],
      [0.5, Decimal128.fromString("5E-1")],
    ];
    for (const [a, b] of same) assert.deepEqual(key(a), key(b));
    assert.deepEqual(key(Number.NaN), key(Decimal128.fromString("NaN")));
    assert.deepEqual(key(Infinity), key(Decimal128.fromString("Infinity")));
  });

  it("order the types as MongoDB does", () => {
    const types: unknown[] = [
      new MinKey(),
      null,
      5,
      "",
      {},
      [],
      new Binary(Buffer.from([9])),
      new Binary(Buffer.from([1, 1])),
      new ObjectId(),
      false,
      true,
      new Date(-1),
      new Date(0),
      Timestamp.fromBits(1, 1),
      new BSON.BSONRegExp("a", "i"),
      new MaxKey(),
    ];
    const keys = types.map(key);
    assert.deepEqual(keys.toSorted(Buffer.compare), keys);
  });

  it("are refused by name where they could not be exact", () => {
    for (const odd of [new BSON.Code("x"), new BSON.BSONSymbol("x"), Decimal128.fromString("-1E+400")])
      assert.throws(() => key(odd), /not supported by the embedded store/u);
  });
});
