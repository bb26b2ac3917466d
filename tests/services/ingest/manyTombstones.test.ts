import assert from "node:assert/strict";
import { type Loopback, loopback } from "../loopback.js";
import { type PollingDesk, pollingDesk } from "../pollingDesk.js";

const COUNT = 450;
const ids = Array.from({ length: COUNT }, (_, index) => `urn:column:${index}`);
const atom = (inside: string) =>
  `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"><title>L</title><id>urn:l</id>${inside}</feed>`;
const entry = (id: string) =>
  `<entry><id>${id}</id><title>${id}</title><updated>2026-05-01T00:00:00Z</updated><content>Its words.</content></entry>`;
const gone = (id: string) => `<at:deleted-entry ref="${id}" when="2026-05-02T00:00:00Z"/>`;

describe("a partner that takes many columns back at once", () => {
  let partner: Loopback;
  let desk: PollingDesk;

  before(async () => {
    partner = await loopback((_request, response) => response.end(atom(ids.map(entry).join(""))));
    desk = await pollingDesk();
    await desk.begin(`${partner.origin}/feed`);
  });
  after(async () => {
    await desk.stop();
    await partner.close();
  });

  it("has every one of them withdrawn, each once", async () => {
    assert.equal((await desk.poll()).changes.received, COUNT);
    partner.answer = (_request, response) => response.end(atom([...ids, ...ids].map(gone).join("")));
    assert.equal((await desk.poll()).changes.withdrawn, COUNT);
  });
});
