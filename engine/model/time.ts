/** An instant as an RFC 3339 UTC string with milliseconds, `2025-01-20T01:00:00.000Z`. */
export type Instant = string;

/** A calendar day of the campaign's zone, `2025-01-20`. */
export type Day = string;

/** A canonical decimal: `-?(0|[1-9]\d*)(\.\d*[1-9])?`, at most 34 digits, never `-0`. */
export type Decimal = string;

/** Sixty seconds of wall time from and to, `07:00`. */
export type ClockTime = string;

/** The working calendar of an office, by year, with its revision. */
export interface Calendar {
  id: string;
  /** What people call it; absent, it goes by its id. */
  title?: { vi: string; en?: string };
  revision: number;
  /** IANA zone, `Asia/Ho_Chi_Minh`. */
  timezone: string;
  /** ISO weekdays worked, 1 = Monday. */
  week: number[];
  /** Working hours of a working day, in order, not overlapping. */
  hours: { from: ClockTime; to: ClockTime }[];
  /** By year: the days off on weekdays and the weekend days worked instead. A year that is absent is not known. */
  years: Record<string, { off: NamedDay[]; worked: NamedDay[] }>;
}

/** A day of a calendar with its name and where it was published. */
export interface NamedDay {
  date: Day;
  name: string;
  source?: string;
}
