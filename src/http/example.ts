import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, normalize } from "node:path";
import Koa from "koa";

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".rss": "application/rss+xml; charset=utf-8",
  ".atom": "application/atom+xml; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
  ".json": "application/feed+json; charset=utf-8",
};

/** Serves the example partners' feeds on loopback, by host name, like any web server would. */
export async function serveExample(
  dir: string,
  hosts: ReadonlySet<string>,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const app = new Koa();
  app.use(async (ctx) => {
    const extension = /\.[a-z]+$/u.exec(ctx.path)?.[0] ?? "";
    const mediaType = MEDIA_TYPES[extension];
    const path = normalize(ctx.path);
    if (!hosts.has(ctx.hostname) || mediaType === undefined || path.includes("..")) return;
    const file = join(dir, ctx.hostname, path);
    const found = await stat(file).catch(() => null);
    if (found === null || !found.isFile()) return;
    ctx.status = 200;
    ctx.type = mediaType;
    ctx.etag = `${found.size.toString(36)}-${Math.trunc(found.mtimeMs).toString(36)}`;
    ctx.lastModified = found.mtime;
    if (ctx.fresh) {
      ctx.status = 304;
      return;
    }
    ctx.length = found.size;
    ctx.body = createReadStream(file);
  });
  const server = createServer(app.callback());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, close: () => closed(server) };
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
