import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createServer } from "node:net";
import type { Message } from "../../src/services/notify/queue.js";
import { lettersOf, type Senders, senders, signatureOf } from "../../src/services/notify/send.js";
import type { NotificationDoc } from "../../src/store/models/proof.js";
import { LONG_SECONDS } from "../eventually.js";
import { listening } from "../opened.js";

const MESSAGE: Message = {
  type: "takedown",
  outlet: "post",
  reason: "A court asked for it",
  items: [{ id: "item_1", entry: "urn:uuid:1", url: "http://desk.example/items/item_1", title: "The tide, & <all>" }],
  revisions: [],
  at: "2026-06-01T12:00:00.000Z",
  dueAt: "2026-06-02T12:00:00.000Z",
  acknowledge: { page: "http://desk.example/acknowledge/take_1?outlet=post&code=0a", api: "http://desk.example/api" },
};

const NOTIFICATION: NotificationDoc = {
  _id: "ntf_1",
  kind: "takedown",
  takedown: "take_1",
  outlet: "post",
  way: "email",
  body: JSON.stringify(MESSAGE),
  createdAt: MESSAGE.at,
  state: "waiting",
  nextAt: MESSAGE.at,
  leasedUntil: MESSAGE.at,
  attempts: [],
};

const FETCH = {
  maxBodyBytes: 1_000,
  timeoutSeconds: LONG_SECONDS,
  maxRedirects: 0,
  userAgent: "test",
  allowPrivateNetworks: false,
  exampleHosts: new Set<string>(),
  examplePort: null,
};

/** As much of a mail server as takes one letter (RFC 5321). */
async function mailServer(): Promise<{ readonly url: string; readonly lines: string[]; close(): Promise<void> }> {
  const lines: string[] = [];
  const server = createServer((socket) => {
    let isData = false;
    let rest = "";
    socket.write("220 mail.example\r\n");
    socket.on("data", (chunk) => {
      const parts = `${rest}${chunk}`.split("\r\n");
      rest = parts.pop() ?? "";
      for (const line of parts) {
        lines.push(line);
        if (isData && line !== ".") continue;
        if (line === "DATA") socket.write("354 go on\r\n");
        else if (line === "QUIT") socket.end("221 bye\r\n");
        else socket.write("250 ok\r\n");
        isData = line === "DATA";
      }
    });
  });
  const { port, close } = await listening(server);
  return { url: `smtp://127.0.0.1:${port}`, lines, close };
}

describe("messages to outlets", () => {
  let opened: Senders | null = null;
  afterEach(async () => {
    await opened?.close();
    opened = null;
  });

  it("are signed over instant and body, so that neither can be changed nor sent again much later", () => {
    const signed = createHmac("sha256", "key").update('1780315200.{"a":1}').digest("hex");
    assert.equal(signatureOf("key", 1_780_315_200, '{"a":1}'), `t=1780315200,v1=${signed}`);
  });

  it("do not go to private addresses unless that is allowed", async () => {
    opened = senders(FETCH, null);
    for (const address of ["http://127.0.0.1:8080/told", "http://[::1]:8080/told", "http://localhost:8080/told"]) {
      await assert.rejects(opened.webhook(address, "key", NOTIFICATION, 0), (error: Error) => {
        return /private or loopback/u.test(`${error.message} ${String((error.cause as Error | undefined)?.message)}`);
      });
    }
    await assert.rejects(opened.webhook("ftp://post.example/told", "key", NOTIFICATION, 0), /Only http and https/u);
  });

  it("say in a letter what is to go, by when, why, and where to answer", () => {
    const { subject, text } = lettersOf(MESSAGE);
    assert.equal(subject, "Please remove: The tide, & <all>");
    for (const part of ["by 2026-06-02T12:00:00.000Z", "A court asked for it", "code=0a", "items/item_1"])
      assert.ok(text.includes(part), part);
    const ended = lettersOf({ ...MESSAGE, type: "withdrawal", acknowledge: null });
    assert.match(ended.text, /^The permission for this column has ended/u);
    assert.doesNotMatch(ended.text, /Tell us here/u);
  });

  it("go out by e-mail where a mail server is configured, and only there", async () => {
    const mail = await mailServer();
    opened = senders(FETCH, { smtpUrl: mail.url, from: "desk@desk.example" });
    await opened.email("editor@post.example", NOTIFICATION);
    assert.ok(mail.lines.includes("RCPT TO:<editor@post.example>"));
    assert.ok(mail.lines.includes("Subject: Please remove: The tide, & <all>"));
    await opened.close();
    opened = null;
    await mail.close();
    opened = senders(FETCH, null);
    await assert.rejects(opened.email("editor@post.example", NOTIFICATION), /set SMTP_URL/u);
  });
});
