import { NO_RHYTHM, type Rhythm } from "../../domain/schedule.js";
import { childNamed, childrenNamed, wordsOf } from "./elements.js";
import type { XmlElement } from "./tree.js";

const MINUTES_OF: Readonly<Record<string, number>> = {
  hourly: 60,
  daily: 1_440,
  weekly: 10_080,
  monthly: 43_200,
  yearly: 525_600,
};
const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/**
 * What a channel says about when to ask: `skipHours` and `skipDays` (RSS 2.0, GMT; hour 24 of RSS 0.91 is hour 0), and
 * the syndication module's `updatePeriod` and `updateFrequency` (RSS 1.0: daily and 1 where one of the two is missing).
 */
export function rhythmOf(channel: XmlElement): Rhythm {
  return {
    ...NO_RHYTHM,
    updateEveryMinutes: updateEvery(channel),
    skipHours: listed(channel, "skiphours", "hour").flatMap((text) =>
      /^\d{1,2}$/u.test(text) ? hourOf(Number(text)) : [],
    ),
    skipDays: listed(channel, "skipdays", "day").flatMap((text) => {
      const day = DAYS.indexOf(text.toLowerCase());
      return day < 0 ? [] : [day];
    }),
  };
}

function hourOf(hour: number): readonly number[] {
  return hour > 24 ? [] : [hour % 24];
}

function listed(channel: XmlElement, list: string, name: string): readonly string[] {
  const parent = childNamed(channel, "rss", list);
  const found = parent === null ? [] : childrenNamed(parent, "rss", name).flatMap((element) => wordsOf(element) ?? []);
  return [...new Set(found)];
}

function updateEvery(channel: XmlElement): number | null {
  const period = wordsOf(childNamed(channel, "sy", "updateperiod"))?.toLowerCase() ?? null;
  const frequency = wordsOf(childNamed(channel, "sy", "updatefrequency"));
  if (period === null && frequency === null) return null;
  const minutes = MINUTES_OF[period ?? "daily"];
  const times = frequency !== null && /^[1-9]\d{0,5}$/u.test(frequency) ? Number(frequency) : 1;
  return minutes === undefined ? null : minutes / times;
}
