import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { isPublicAddress, requirePublicHost } from "../../src/services/ingest/addressGuard.js";
import { guardedFetch } from "../../src/services/ingest/fetchFeed.js";

const SETTINGS = {
  maxBodyBytes: 1_000_000,
  timeoutSeconds: 2,
  maxRedirects: 3,
  userAgent: "test",
  allowPrivateNetworks: false,
  exampleHosts: new Set<string>(),
  examplePort: null,
};
const NONE = { etag: null, lastModified: null };

describe("the address guard", () => {
  for (const address of ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "172.15.255.255", "172.32.0.1"]) {
    it(`lets ${address} through`, () => assert.equal(isPublicAddress(address), true));
  }
  const refused = [
    "127.0.0.1",
    "127.9.9.9",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "0.0.0.0",
    "100.64.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd12::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "2001:db8::1",
    "2002:7f00:1::",
    "not an address",
    "",
  ];
  for (const address of refused)
    it(`refuses ${address || "nothing"}`, () => assert.equal(isPublicAddress(address), false));

  const written = [
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://user:secret@example.com/",
    "http://example.com@127.0.0.1/",
    "ftp://example.com/",
    "file:///etc/hostname",
    "gopher://example.com/",
  ];
  for (const address of written) {
    it(`refuses ${address}`, () =>
      assert.throws(() => requirePublicHost(new URL(address), false), { code: "feed.unreachable" }));
  }
});

describe("the guarded fetch", () => {
  it("never connects to a private address, by number, by name or by redirect", async () => {
    let connections = 0;
    const server = createServer((_request, response) => response.end("secret"));
    server.on("connection", () => connections++);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const fetchFeed = guardedFetch(SETTINGS);
    try {
      for (const host of ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:7f00:1]"]) {
        await assert.rejects(fetchFeed(`http://${host}:${port}/`, NONE), /private or loopback address/u, host);
      }
      assert.equal(connections, 0);
    } finally {
      await fetchFeed.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    }
  });

  it("refuses a small answer that expands beyond the limit", async () => {
    const { gzipSync } = await import("node:zlib");
    const bomb = gzipSync(Buffer.alloc(20_000_000, 0x20));
    const server = createServer((_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const fetchFeed = guardedFetch({ ...SETTINGS, allowPrivateNetworks: true });
    try {
      await assert.rejects(
        fetchFeed(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, NONE),
        /larger than 1000000 bytes/u,
      );
    } finally {
      await fetchFeed.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    }
  });

  it("sends validators, and takes 304 and 410 for what they are", async () => {
    const seen: (string | undefined)[] = [];
    let status = 304;
    const server = createServer((request, response) => {
      seen.push(request.headers["if-none-match"], request.headers["if-modified-since"]);
      response.writeHead(status).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const fetchFeed = guardedFetch({ ...SETTINGS, allowPrivateNetworks: true });
    try {
      const known = { etag: '"v1"', lastModified: "Mon, 01 Jun 2026 08:00:00 GMT" };
      assert.deepEqual(await fetchFeed(address, known), { kind: "unchanged" });
      assert.deepEqual(seen, [known.etag, known.lastModified]);
      status = 410;
      assert.deepEqual(await fetchFeed(address, NONE), { kind: "gone" });
    } finally {
      await fetchFeed.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    }
  });
});
