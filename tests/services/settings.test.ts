import assert from "node:assert/strict";
import { readConfig } from "../../src/config.js";
import { isReachable } from "../../src/services/ingest/websub/reachable.js";

describe("settings of what goes out", () => {
  const reachable = ["https://desk.gazette.org", "http://8.8.8.8:3000", "https://[2606:4700::1111]"];
  const unreachable = [
    "http://127.0.0.1:3000",
    "http://localhost:3000",
    "http://desk",
    "http://desk.local",
    "http://desk.example",
    "http://10.1.2.3",
    "http://[::1]:3000",
    "http://desk.internal.",
  ];
  for (const address of reachable) it(`have hubs send to ${address}`, () => assert.equal(isReachable(address), true));
  for (const address of unreachable)
    it(`have no hub send to ${address}`, () => assert.equal(isReachable(address), false));

  it("name whom to ask: CONTACT_URL, else BASE_URL where somebody has set it", () => {
    assert.equal(readConfig({}).contactUrl, null);
    assert.equal(readConfig({ BASE_URL: "https://desk.gazette.org/" }).contactUrl, "https://desk.gazette.org");
    assert.equal(readConfig({ CONTACT_URL: "https://gazette.org/about" }).contactUrl, "https://gazette.org/about");
    assert.throws(() => readConfig({ CONTACT_URL: "https://gazette.org/\r\nx: y" }), /CONTACT_URL must be/u);
    assert.throws(() => readConfig({ CONTACT_URL: "desk" }), /CONTACT_URL must be/u);
  });

  it("let WEBSUB be forced either way", () => {
    assert.deepEqual(
      [{}, { WEBSUB: "true" }, { WEBSUB: "no" }].map((environment) => readConfig(environment).webSub),
      [null, true, false],
    );
  });
});
