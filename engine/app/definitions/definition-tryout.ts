import { type Issue, type Language, sentence } from '../../issues/index.ts';
import type { Account } from '../../model/account.ts';
import { indexDirectory } from '../../organisation/index.ts';
import type { Campaign } from '../../workflow/campaign.ts';
import { mostTryOutMoves, periodsOf, type TryOutMove, tryOut } from '../../workflow/index.ts';
import type { Campaigns } from '../campaigns.ts';
import type { DirectoryCache } from '../directory.ts';
import type { Ports } from '../ports.ts';
import { said, shownInstant, shownPeriodOf } from '../texts.ts';
import type { DefinitionDrafts } from './definition-drafts.ts';

/** A made-up case of a draft, played on a virtual clock. Nothing of it is stored. */
export interface DefinitionTryOut {
  /** Null where there is no draft, or for who may not. */
  play(by: Account, campaign: string, asked: TryOutAsked, language: Language): Promise<TryOutPage | null>;
}

/** What is played: an entry, a period of it, and the moves so far, `w`, `s` or `a.<action>` each. */
export interface TryOutAsked {
  entry: string;
  period: string;
  moves: readonly string[];
}

/** A page of a try-out. */
export interface TryOutPage {
  campaign: string;
  title: string;
  entries: { id: string; title: string; chosen: boolean }[];
  periods: { id: string; title: string; chosen: boolean }[];
  /** The draft has errors and cannot be played. */
  errors: number;
  /** Null where nothing can be played: errors, no period, no unit. */
  state: {
    unit: string;
    now: string;
    step: string;
    ended: boolean;
    waiting: string;
    due: string;
    nextWake: string;
    buttons: { move: string; label: string; tone: string }[];
    lines: { at: string; text: string; message: boolean; body?: string; fresh: boolean }[];
    refusals: string[];
    moves: readonly string[];
    full: boolean;
  } | null;
}

/** Makes the try-out over drafts. */
export function createDefinitionTryOut(
  ports: Ports,
  campaigns: Campaigns,
  drafts: DefinitionDrafts,
  directory: DirectoryCache,
): DefinitionTryOut {
  return {
    async play(by, id, asked, language) {
      const draft = await drafts.load(by, id);
      if (!draft) return null;
      const { campaign, issues } = await drafts.check(draft);
      const empty = { campaign: id, entries: [], periods: [], state: null };
      if (!campaign)
        return {
          ...empty,
          title: id,
          errors: issues.filter(({ severity }) => severity === 'error').length,
        };
      const entries = Object.values(campaign.entries);
      const entry = entries.find((one) => one.id === asked.entry) ?? entries[0];
      const title = said(campaign.title, language);
      if (!entry) return { ...empty, title, errors: 0 };
      const calendar = await campaigns.calendarOf(campaign);
      const periods = periodsOf(campaign, entry.id, calendar);
      const period = periods.find((one) => one.id === asked.period) ?? periods[0];
      const people = await directory.current();
      const moves = asked.moves.filter(isMove).slice(0, mostTryOutMoves);
      const play = (made: readonly string[]) =>
        tryOut(
          campaign,
          {
            entry: entry.id,
            ...(period ? { period: period.id } : {}),
            directory: people,
            calendar,
            language,
          },
          made.map(moveOf),
        );
      const played = play(moves);
      const before = moves.length > 0 ? (play(moves.slice(0, -1))?.lines.length ?? 0) : 0;
      const at = (instant: string | undefined) =>
        instant === undefined ? '' : shownInstant(instant, campaign.timezone);
      const unit = played ? (indexDirectory(people).unit(played.unit)?.name ?? played.unit) : '';
      const values = {
        campaign: { title },
        entry: { title: said(entry.title, language) },
        period: { title: period ? shownPeriodOf(campaign, period.id, language) : '' },
        unit: { name: unit },
        step: { title: played?.step ?? '' },
        due: at(played?.dueAt),
        link: '/ho-so/…',
        reminder: { count: '1' },
      };
      return {
        campaign: id,
        title,
        errors: 0,
        entries: entries.map((one) => ({
          id: one.id,
          title: said(one.title, language),
          chosen: one.id === entry.id,
        })),
        periods: periods.map((one) => ({
          id: one.id,
          title: shownPeriodOf(campaign, one.id, language),
          chosen: one.id === period?.id,
        })),
        state: played && {
          unit,
          now: at(played.now),
          step: played.step,
          ended: played.ended,
          waiting: played.waiting,
          due: at(played.dueAt),
          nextWake: at(played.nextWake),
          buttons: [
            ...(played.sends ? [{ move: 's', label: '', tone: 'primary' }] : []),
            ...played.actions.map((one) => ({ move: `a.${one.id}`, label: one.label, tone: one.tone })),
          ],
          lines: played.lines.map((one, index) => ({
            at: at(one.at),
            ...toldOf(one, campaign, values, ports, language),
            fresh: moves.length > 0 && index >= before,
          })),
          refusals: played.issues.map((one) => sentence(one as Issue, language)),
          moves,
          full: moves.length >= mostTryOutMoves,
        },
      };
    },
  };
}

type Line = NonNullable<ReturnType<typeof tryOut>>['lines'][number];

/** A line of the story; a message with its text, the blanks filled as they stand at the end of the game. */
function toldOf(
  one: Line,
  campaign: Campaign,
  values: Record<string, unknown>,
  ports: Ports,
  language: Language,
): { text: string; message: boolean; body?: string } {
  if (one.kind === 'event') return { text: one.sentence, message: false };
  const texts = campaign.notifications[one.template]?.texts[language];
  const title = texts ? ports.texts.render(texts.title, values) : one.template;
  const to = { vi: 'đến', en: 'to' }[language];
  return {
    text: `${title} – ${to} ${one.roles}`,
    message: true,
    ...(texts ? { body: ports.texts.render(texts.body, values) } : {}),
  };
}

function isMove(move: string): boolean {
  return move === 'w' || move === 's' || /^a\.[a-z0-9-]+$/.test(move);
}

function moveOf(move: string): TryOutMove {
  if (move === 'w') return { kind: 'wake' };
  return move === 's' ? { kind: 'send' } : { kind: 'act', action: move.slice(2) };
}
