import type { Digest } from "../domain/digest.js";
import type { Clock, Instant } from "../domain/window.js";
import type { Head } from "../ledger/chain.js";
import type { Ledger } from "../ledger/ledger.js";
import type { Models } from "../store/models/models.js";
import type { FeedReader } from "./ingest/reading/readingPool.js";
import type { NewId } from "./newId.js";

export type { Head };

/** What every act needs: made once by the composition root, passed on explicitly. */
export interface Desk {
  readonly models: Models;
  readonly ledger: Ledger;
  /** What the machine's clock says: for the pace of work alone (what is due again, leases), never for a judgement. */
  readonly clock: Clock;
  /**
   * The instant at which everything is judged and dated: the clock's, but never before the ledger's last entry. What any
   * process has ended is over from its entry on, whatever this one's clock says; ask after the head was read.
   */
  readonly now: Clock;
  /** What the store's server says the time is; null where that was not asked. */
  readonly storeClock: () => Instant | null;
  readonly settings: Settings;
  readonly newId: NewId;
  /** Reads and cleans what partners send, where none of it can stop the desk. */
  readonly reader: FeedReader;
  readonly log: Log;
  /** Work that an act causes but does not wait for, one after another; a failure is logged, and the sweep finds it again. */
  readonly afterwards: (work: () => Promise<unknown>) => void;
}

export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

export interface Settings {
  /** Public address of the desk, without a trailing slash. */
  readonly baseUrl: string;
  /** Who emits the channels. */
  readonly publisher: { readonly name: string; readonly url: string };
  /** The command that begins a real newsroom, where this store holds the invented one; null where it is real. */
  readonly beginReal: string | null;
  readonly fetch: FetchSettings;
  /** What opens partners' feeds, by name; only its owner may read it. */
  readonly credentialsFile: string;
  /** Whether hubs are asked to send what is new; they must be able to reach `baseUrl`. */
  readonly webSub: boolean;
  /** Tombstones stay this long. */
  readonly tombstoneDays: number;
  readonly sessionHours: number;
  /** Of the administrator's token that is configured now, the one place where it is kept; null: there is none. */
  readonly adminTokenDigest: Digest | null;
  /** Null: no e-mail is sent. */
  readonly mail: MailSettings | null;
}

export interface MailSettings {
  /** `smtp://` or `smtps://`, with user and password where the server asks for them. */
  readonly smtpUrl: string;
  readonly from: string;
}

export interface FetchSettings {
  readonly maxBodyBytes: number;
  readonly timeoutSeconds: number;
  readonly maxRedirects: number;
  readonly userAgent: string;
  /** Ingest from loopback and private addresses. */
  readonly allowPrivateNetworks: boolean;
  /** Hosts of the example newsroom and the loopback port that serves them; nothing else is reached that way. */
  readonly exampleHosts: ReadonlySet<string>;
  readonly examplePort: number | null;
}
