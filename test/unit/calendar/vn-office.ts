import { readFileSync } from 'node:fs';
import type { CalendarFile } from '../../../engine/model/generated/definitions.ts';
import type { Calendar } from '../../../engine/model/time.ts';

/** The shipped calendar as a definition file. */
export const vnOfficeFile = JSON.parse(
  readFileSync(new URL('../../../definitions/calendars/vn-office.json', import.meta.url), 'utf8'),
) as CalendarFile;

/** The shipped calendar as the store gives it. */
export const vnOffice: Calendar = { ...vnOfficeFile, revision: 1 };
