import type { Transporter } from "nodemailer";
import type { Agent } from "undici";
import { hmacOf } from "../../domain/digest.js";
import type { NotificationDoc } from "../../store/models/proof.js";
import type { FetchSettings, MailSettings } from "../desk.js";
import { guardedLookup, requirePublicHost } from "../ingest/addressGuard.js";
import type { Message } from "./queue.js";

/** What was sent where; resolves where it arrived. @throws Error that says in a sentence why it did not. */
export interface Senders {
  webhook(address: string, secret: string, notification: NotificationDoc, atSeconds: number): Promise<void>;
  email(address: string, notification: NotificationDoc): Promise<void>;
  close(): Promise<void>;
}

/**
 * The header that proves who sent a webhook: `t=<seconds since the epoch>,v1=<HMAC-SHA256 over "t.body", hexadecimal>`.
 * The receiver refuses what is older than it cares for, so that nothing recorded is sent again by others.
 */
export function signatureOf(secret: string, atSeconds: number, body: string): string {
  return `t=${atSeconds},v1=${hmacOf(secret, `${atSeconds}.${body}`)}`;
}

/** Webhooks go to public addresses only, checked on the address that is dialled, and are not redirected. */
export function senders(settings: FetchSettings, mail: MailSettings | null): Senders {
  const { allowPrivateNetworks, timeoutSeconds, userAgent } = settings;
  let agent: Agent | null = null;
  let transport: Transporter | null = null;
  return {
    webhook: async (address, secret, { _id, body }, atSeconds) => {
      const url = new URL(address);
      requirePublicHost(url, allowPrivateNetworks);
      const { Agent, fetch } = await import("undici");
      agent ??= new Agent({
        connect: { lookup: guardedLookup(allowPrivateNetworks), timeout: timeoutSeconds * 1_000 },
      });
      const response = await fetch(url.href, {
        method: "POST",
        dispatcher: agent,
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutSeconds * 1_000),
        headers: {
          "content-type": "application/json",
          "user-agent": userAgent,
          "imprimatur-id": _id,
          "imprimatur-signature": signatureOf(secret, atSeconds, body),
        },
        body,
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`${url.host} answered ${response.status}.`);
    },
    email: async (address, { body }) => {
      if (mail === null) throw new Error("No mail server is configured; set SMTP_URL.");
      const { createTransport } = await import("nodemailer");
      transport ??= createTransport(mail.smtpUrl);
      await transport.sendMail({ from: mail.from, to: address, ...lettersOf(JSON.parse(body) as Message) });
    },
    close: async () => {
      transport?.close();
      await agent?.close();
    },
  };
}

/** Plain text: nothing in it is mark-up. */
export function lettersOf(message: Message): { readonly subject: string; readonly text: string } {
  const { type, reason, items, dueAt, acknowledge } = message;
  const names = items.map(({ title, url }) => `- ${title ?? "a column"}\n  ${url}`);
  const what = items.length === 1 ? "this column" : `these ${items.length} columns`;
  const asked =
    type === "takedown"
      ? `We have to take down ${what}, and you were sent it in a feed of ours.`
      : `The permission for ${what} has ended, and you were sent it in a feed of ours.`;
  const answer = acknowledge === null ? [] : ["", "Tell us here when your copies are gone:", acknowledge.page];
  return {
    subject: type === "takedown" ? `Please remove: ${items[0]?.title ?? "a column"}` : `Please remove ${what}`,
    text: [asked, `Please remove every copy by ${dueAt}.`, "", ...names, "", `Reason: ${reason}`, ...answer, ""].join(
      "\n",
    ),
  };
}
