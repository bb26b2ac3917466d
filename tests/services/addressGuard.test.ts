import assert from "node:assert/strict";
import type { LookupAddress } from "node:dns";
import { isPublicAddress, type Resolve, requirePublicHost } from "../../src/services/ingest/addressGuard.js";
import { guardedFetch } from "../../src/services/ingest/fetchFeed.js";
import { CLOCK, HURRIED, type Loopback, loopback, NONE, SETTINGS } from "./loopback.js";

const GUARDED = { ...SETTINGS, allowPrivateNetworks: false };

describe("the address guard", () => {
  const open = ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "172.15.255.255", "172.32.0.1", "64:ff9b::808:808"];
  for (const address of open) it(`lets ${address} through`, () => assert.equal(isPublicAddress(address), true));
  const refused = [
    ["loopback", "127.0.0.1", "127.9.9.9", "::1"],
    ["private", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fd12::1"],
    ["link-local", "169.254.169.254", "fe80::1", "febf::1"],
    ["shared by carriers", "100.64.0.1", "100.127.255.255"],
    ["no host", "0.0.0.0", "0.1.2.3", "::", "255.255.255.255"],
    ["for documents and tests", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "2001:db8::1", "3fff::1"],
    ["multicast or reserved", "224.0.0.1", "239.1.2.3", "240.0.0.1", "ff02::1", "fec0::1"],
    ["mapped or compatible", "::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:8.8.8.8", "::127.0.0.1", "::ffff:0:7f00:1"],
    ["within NAT64", "64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b::", "64:ff9b:1::808:808"],
    ["within 6to4 or Teredo", "2002:7f00:1::", "2002:808:808::", "2001:0:7f00:1::"],
    ["with a zone", "fe80::1%eth0", "2606:4700::1111%1"],
    ["no address", "not an address", "", "localhost", "0x7f.1"],
  ];
  for (const [why, ...addresses] of refused) {
    for (const address of addresses)
      it(`refuses ${address || "nothing"}, ${why}`, () => assert.equal(isPublicAddress(address), false));
  }

  const written = [
    "http://user:secret@example.com/",
    "ftp://example.com/",
    "file:///etc/hostname",
    "gopher://x.example/",
  ];
  for (const address of written) {
    it(`refuses ${address}`, () =>
      assert.throws(() => requirePublicHost(new URL(address), true), { code: "feed.unreachable" }));
  }
});

describe("the guarded fetch, before a listener that counts connections", () => {
  let listener: Loopback;
  before(async () => {
    listener = await loopback();
  });
  after(() => listener.close());

  /** Fetches, and returns what was said; nothing may have been dialled. */
  async function refusal(address: string, resolve?: Resolve): Promise<string> {
    const fetchFeed = guardedFetch(GUARDED, CLOCK, resolve === undefined ? HURRIED : { ...HURRIED, resolve });
    try {
      await fetchFeed(address, NONE);
      return "it was fetched";
    } catch (error) {
      return (error as Error).message;
    } finally {
      await fetchFeed.close();
    }
  }

  const spellings = [
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "2130706433",
    "017700000001",
    "0x7f000001",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "0x7f.1",
    "127.0.0.1.",
    "%31%32%37.0.0.1",
    "１２７.0.0.1",
    "127。0。0。1",
    "0.0.0.0",
    "0",
    "localhost",
    "LOCALHOST",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[2002:7f00:1::]",
  ];
  for (const host of spellings) {
    it(`dials nothing for ${host}`, async () => {
      const said = await refusal(`http://${host}:${listener.port}/`);
      assert.match(said, /private or loopback address/u);
      assert.equal(listener.connections, 0);
    });
  }

  const disguised = [
    (port: number) => `http://localhost.:${port}/`,
    (port: number) => `http://public.example@127.0.0.1:${port}/`,
    (port: number) => `http://public.example:80@127.0.0.1:${port}/`,
    (port: number) => `http://public.example%2f@127.0.0.1:${port}/`,
    (port: number) => `http://[fe80::1%25lo]:${port}/`,
    (port: number) => `http://[::1%25lo]:${port}/`,
    (port: number) => `http://127.0.0.1:${port}\\@public.example/`,
    (port: number) => `http:\\\\127.0.0.1:${port}/`,
  ];
  for (const disguise of disguised) {
    it(`dials nothing for ${disguise(80)}`, async () => {
      assert.notEqual(await refusal(disguise(listener.port)), "it was fetched");
      assert.equal(listener.connections, 0);
    });
  }

  /** A resolver that gives one answer after another. */
  function answering(...answers: readonly (readonly string[])[]): Resolve & { asked: number } {
    const resolve: Resolve = (_name, _options, callback) => {
      const addresses = answers[Math.min(counted.asked++, answers.length - 1)] ?? [];
      callback(
        null,
        addresses.map((address): LookupAddress => ({ address, family: address.includes(":") ? 6 : 4 })),
      );
    };
    const counted = Object.assign(resolve, { asked: 0 });
    return counted;
  }

  it("dials nothing for a name that resolves to a private address", async () => {
    const said = await refusal(`http://inside.example:${listener.port}/`, answering(["127.0.0.1"]));
    assert.match(said, /inside\.example is a private or loopback address/u);
    assert.equal(listener.connections, 0);
  });

  it("dials nothing for a name with one private address among public ones", async () => {
    for (const addresses of [
      ["2000::1", "127.0.0.1"],
      ["127.0.0.1", "2000::1"],
      ["2000::1", "::ffff:127.0.0.1"],
    ]) {
      assert.match(await refusal(`http://mixed.example:${listener.port}/`, answering(addresses)), /private/u);
    }
    assert.equal(listener.connections, 0);
  });

  it("asks for a name once, and dials what it checked, however the name answers the second time", async () => {
    const resolve = answering(["2000::1"], ["127.0.0.1"]);
    const fetchFeed = guardedFetch({ ...GUARDED, timeoutSeconds: 0.2 }, CLOCK, { ...HURRIED, resolve });
    const address = `http://rebinding.example:${listener.port}/`;
    await assert.rejects(fetchFeed(address, NONE), /rebinding\.example/u);
    assert.equal(resolve.asked, 1);
    await assert.rejects(fetchFeed(address, NONE), /private or loopback address/u);
    assert.equal(listener.connections, 0);
    await fetchFeed.close();
  });

  it("dials nothing at a private address that a public server redirects to", async () => {
    const targets = [
      `http://127.0.0.1:${listener.port}/`,
      `http://2130706433:${listener.port}/`,
      `http://[::ffff:127.0.0.1]:${listener.port}/`,
      `//127.1:${listener.port}/`,
      `http://public.example@127.0.0.1:${listener.port}/`,
      "file:///etc/hostname",
    ];
    for (const target of targets) {
      const outside = await loopback((_request, response) => response.writeHead(302, { location: target }).end());
      const settings = { ...GUARDED, exampleHosts: new Set(["outside.example"]), examplePort: outside.port };
      const fetchFeed = guardedFetch(settings, CLOCK, HURRIED);
      await assert.rejects(fetchFeed("http://outside.example/", NONE), { code: "feed.unreachable" });
      assert.equal(outside.requests.length, 1);
      await fetchFeed.close();
      await outside.close();
    }
    assert.equal(listener.connections, 0);
  });

  it("dials nothing for a hub at a private address", async () => {
    const { client, close } = guardedFetch(GUARDED, CLOCK, HURRIED);
    const at = (url: URL) => ({ href: url.href, headers: {} });
    const url = new URL(`http://127.0.0.1:${listener.port}/hub`);
    const read = async () => assert.fail("it was asked");
    await assert.rejects(client.send({ url, method: "POST", body: "hub.mode=subscribe", at }, read), /private/u);
    assert.equal(listener.connections, 0);
    await close();
  });

  it("dials where ALLOW_PRIVATE_NETWORKS allows it", async () => {
    const fetchFeed = guardedFetch(SETTINGS, CLOCK, HURRIED);
    const fetched = await fetchFeed(`http://localhost:${listener.port}/`, NONE);
    assert.equal(fetched.kind, "body");
    assert.equal(listener.connections, 1);
    await fetchFeed.close();
  });
});
