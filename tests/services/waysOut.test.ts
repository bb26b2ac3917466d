import assert from "node:assert/strict";
import { callbacks } from "../../src/services/hub/callback.js";
import { guardedFetch } from "../../src/services/ingest/fetchFeed.js";
import { senders } from "../../src/services/notify/send.js";
import { CLOCK, HURRIED, type Loopback, loopback, NONE, SETTINGS } from "./loopback.js";

const GUARDED = { ...SETTINGS, allowPrivateNetworks: false };
const NOTIFICATION = { _id: "n", body: "{}" } as Parameters<ReturnType<typeof senders>["webhook"]>[2];

/** Every way in which the desk asks a server that is not its own; discovery and pictures go by the fetch of feeds. */
const WAYS: Readonly<Record<string, (address: string) => Promise<unknown>>> = {
  "the fetch of a feed, a page or a picture": async (address) => {
    const fetchFeed = guardedFetch(GUARDED, CLOCK, HURRIED);
    return fetchFeed(address, NONE).finally(() => fetchFeed.close());
  },
  "a subscription at a partner's hub": async (address) => {
    const { client, close } = guardedFetch(GUARDED, CLOCK, HURRIED);
    const at = (url: URL) => ({ href: url.href, headers: {} });
    const asked = { url: new URL(address), method: "POST", body: "hub.mode=subscribe", at } as const;
    return client.send(asked, async ({ status }) => status).finally(close);
  },
  "a subscriber's callback": async (address) => {
    const ask = callbacks(GUARDED);
    return ask(address, { method: "POST", headers: {}, body: Buffer.from("feed") }).finally(() => ask.close());
  },
  "an outlet's webhook": async (address) => {
    const { webhook, close } = senders(GUARDED, null);
    return webhook(address, "secret", NOTIFICATION, 1).finally(close);
  },
};

/** Hosts that mean this machine, its network, or nobody, in the forms in which people hide that. */
const HOSTS = [
  ...["127.0.0.1", "127.1", "2130706433", "017700000001", "0x7f.1", "0177.0.0.1", "127.0.0.1.", "0", "0.0.0.0"],
  ...[
    "%31%32%37.0.0.1",
    "１２７.0.0.1",
    "①②⑦.0.0.1",
    "127。0。0。1",
    "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
    "localhost",
    "LocalHost.",
    "x@127.0.0.1",
  ],
  ...["[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:0:127.0.0.1]", "[::127.0.0.1]", "[64:ff9b::127.0.0.1]"],
  ...[
    "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::]",
    "[fe80::1]",
    "[fec0::1]",
    "[fd00::1]",
    "[ff02::1]",
  ],
  ...["[2001:db8::1]", "[100::1]", "[5f00::1]", "[3fff::1]", "[fe80::1%25lo]"],
  ...["10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "192.0.0.8", "192.0.2.1"],
  ...["192.88.99.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"],
];

describe("every way out, before a listener that counts connections", () => {
  let listener: Loopback;
  before(async () => {
    listener = await loopback();
  });
  after(() => listener.close());

  for (const [way, ask] of Object.entries(WAYS)) {
    it(`dials no address that is not public: ${way}`, async () => {
      for (const host of HOSTS) {
        await assert.rejects(ask(`http://${host}:${listener.port}/`), `${host} was asked`);
      }
      assert.equal(listener.connections, 0);
    });

    it(`speaks nothing but http and https: ${way}`, async () => {
      for (const address of ["file:///etc/hostname", "ftp://x.example/", "gopher://x.example/", "data:,x"])
        await assert.rejects(ask(address));
      assert.equal(listener.connections, 0);
    });
  }

  const open = SETTINGS;
  const redirecting = () =>
    loopback((_request, response) => response.writeHead(307, { location: `${listener.origin}/inside` }).end());

  it("does not follow the redirect of a callback or a webhook", async () => {
    const outside = await redirecting();
    const [ask, { webhook, close }] = [callbacks(open), senders(open, null)];
    assert.equal((await ask(outside.origin, { method: "GET", headers: {}, body: null })).status, 307);
    await assert.rejects(webhook(outside.origin, "secret", NOTIFICATION, 1), /answered 307/u);
    assert.equal(outside.requests.length, 2);
    assert.equal(listener.connections, 0);
    await ask.close();
    await close();
    await outside.close();
  });

  it("dials nothing at a private address that a picture's or a hub's public server redirects to", async () => {
    const outside = await redirecting();
    const settings = { ...GUARDED, exampleHosts: new Set(["outside.example"]), examplePort: outside.port };
    const fetchFeed = guardedFetch(settings, CLOCK, HURRIED);
    const at = (url: URL) => ({ href: url.href, headers: {} });
    const url = new URL("http://outside.example/hub");
    await assert.rejects(fetchFeed("http://outside.example/a.png", NONE), /private/u);
    await assert.rejects(
      fetchFeed.client.send({ url, method: "POST", body: "a", at }, async () => null),
      /private/u,
    );
    assert.equal(outside.requests.length, 2);
    assert.equal(listener.connections, 0);
    await fetchFeed.close();
    await outside.close();
  });
});
