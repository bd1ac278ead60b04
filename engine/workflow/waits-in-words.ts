import { dayOf } from '../calendar/index.ts';
import type { Language } from '../issues/index.ts';
import type { Instant } from '../model/time.ts';
import type { Campaign } from './campaign.ts';
import { said, shownDay } from './in-words.ts';
import { momentInWords } from './moments-in-words.ts';
import type { StepOf } from './steps/step-kind.ts';

/**
 * What a step waits for: `chờ đến 10/02/2025`, `chờ hồ sơ “Báo cáo tháng” kết thúc`. `at` is the moment waited for,
 * where it is known; without it the day is said as the definition gives it.
 */
export function waitInWords(
  { until, for: other }: Pick<StepOf<'wait'>, 'until' | 'for'>,
  at: Instant | undefined,
  campaign: Campaign,
  language: Language,
): string {
  const vi = language === 'vi';
  if (until) {
    const day = at === undefined ? momentInWords(until, language) : shownDay(dayOf(at, campaign.timezone));
    return vi ? `chờ đến ${day}` : `waiting until ${day}`;
  }
  if (other === undefined) return vi ? 'chờ đến khi đủ điều kiện' : 'waiting until its condition holds';
  const title = said(campaign.entries[other]?.title, language) || other;
  return vi ? `chờ hồ sơ “${title}” kết thúc` : `waiting for the case “${title}” to end`;
}
