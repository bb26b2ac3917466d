import { isIP } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

/** Between the end of one request to a host and the beginning of the next, in milliseconds. */
export const HOST_DELAY_MILLISECONDS = 1_000;
/** Hosts remembered before those that are free are forgotten. */
const MAX_HOSTS_REMEMBERED = 1_000;

export interface Timing {
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

const REAL: Timing = { now: () => performance.now(), wait: (milliseconds) => delay(milliseconds) };

export interface Turns {
  /** Does the work when it is this host's turn. `onward`: a further step of the request before, which need not pause. */
  take<T>(host: string, onward: boolean, work: () => Promise<T>): Promise<T>;
}

interface Host {
  tail: Promise<unknown>;
  waiting: number;
  freeAt: number;
}

/** One request at a time to each host, with a pause between two; different hosts do not wait for one another. */
export function hostTurns(pauseMilliseconds = HOST_DELAY_MILLISECONDS, { now, wait }: Timing = REAL): Turns {
  const hosts = new Map<string, Host>();
  const forgetFree = () => {
    if (hosts.size <= MAX_HOSTS_REMEMBERED) return;
    for (const [name, { waiting, freeAt }] of hosts) if (waiting === 0 && freeAt <= now()) hosts.delete(name);
  };
  return {
    take: (name, onward, work) => {
      const host = hosts.get(name) ?? { tail: Promise.resolve(), waiting: 0, freeAt: 0 };
      hosts.set(name, host);
      host.waiting++;
      const turn = host.tail.then(async () => {
        try {
          const pause = onward ? 0 : host.freeAt - now();
          if (pause > 0) await wait(pause);
          return await work();
        } finally {
          host.waiting--;
          host.freeAt = now() + pauseMilliseconds;
          forgetFree();
        }
      });
      host.tail = turn.then(
        () => undefined,
        () => undefined,
      );
      return turn;
    },
  };
}

/** This machine's own servers are not spared. */
export function isLoopback(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/gu, "");
  return bare === "localhost" || bare === "::1" || (isIP(bare) === 4 && bare.startsWith("127."));
}
