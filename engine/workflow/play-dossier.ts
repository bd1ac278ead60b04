import { compileCalendar } from '../calendar/index.ts';
import type { LineSays } from '../model/case.ts';
import { indexDirectory, parseAssigneeKey } from '../organisation/index.ts';
import { gathersAt } from './dossier.ts';
import { periodsOf } from './periods.ts';
import { begin, type Game, give, playOn, type Script } from './simulate.ts';

/** Why the line of a played dossier is not approved. */
const reasons = {
  returned: { vi: 'Hồ sơ thiếu biên bản, đề nghị bổ sung.', en: 'The minutes are missing; please add them.' },
  refused: { vi: 'Chưa đủ điều kiện theo quy định.', en: 'The conditions are not met.' },
} as const;

/**
 * Puts a played case into a dossier of its own and plays that to its end: what it would be among others. Its lines
 * are marked. False when nobody could gather it.
 */
export function playDossier(game: Game, script: Script, verdict: 'returned' | 'refused' | null): boolean {
  const { campaign, options, now } = game;
  const current = game.case!;
  const [task] = current.tasks;
  const entry = campaign.entries[gathersAt(campaign, current) ?? ''];
  const key = task?.assignees[0];
  const parsed = key === undefined ? null : parseAssigneeKey(key);
  if (!entry || parsed?.kind !== 'role' || parsed.unit === undefined) return false;
  const periods = periodsOf(campaign, entry.id, options.calendar);
  const period = periods.findLast(({ opensAt }) => opensAt <= now) ?? periods[0];
  if (!period) return false;
  const { language = 'vi', calendar } = options;
  const attempt =
    1 + current.history.filter(({ data }) => data['drop'] !== undefined && data['dossier']).length;
  const dossier = begin(
    campaign,
    entry,
    period,
    parsed.unit,
    { entry: entry.id, script, calendar, language, directory: game.directory },
    { cases: [current._id], attempt, now },
  );
  if (!dossier.case) {
    game.issues.push(...dossier.issues);
    return false;
  }
  game.dossier = dossier;
  dossier.member = game;
  const day = compileCalendar(calendar).dayOf(now);
  const gatherers = indexDirectory(game.directory).holders(key!, day);
  const joined = gatherers.some((person) => followLine(game, person, 'come') === null);
  if (joined) {
    if (verdict) dossier.verdict = { n: 1, verdict, reason: reasons[verdict][language] };
    playOn(dossier, 'approved');
    game.now = dossier.now;
  }
  for (const line of dossier.lines) game.lines.push({ ...line, dossier: true });
  game.issues.push(...dossier.issues);
  const decider = dossier.case.history.findLast(({ actor }) => actor !== 'system')?.actor ?? 'system';
  return joined && followLine(game, decider, 'decided') === null;
}

function followLine(game: Game, actor: string, says: LineSays) {
  return give(game, actor, { type: 'follow', dossier: game.dossier!.case!._id, line: 1, says }, false);
}
