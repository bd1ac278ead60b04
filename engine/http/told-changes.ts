import type { App } from '../app/app.ts';
import type { DirectoryProgress } from '../app/organisation/directory-changes.ts';
import { directoryWords, type ToldRecord } from '../app/organisation/directory-words.ts';
import type { ToldReorganisation } from '../app/reorganisation/reorganisation-views.ts';
import { shownInstant } from '../app/texts.ts';
import type { DirectoryChange } from '../model/directory-change.ts';
import type { Visit } from './door.ts';

/** A change as a line of a history: who, when, what, why. */
export interface ToldChange {
  id: string;
  href: string;
  at: string;
  by: string;
  act: string;
  note?: string;
  undone: boolean;
  /** Of a reorganisation: what it did in a sentence, and how it stands. */
  sentence?: string;
  state?: ToldReorganisation['state'];
  /** It puts back an earlier one. */
  undoes: boolean;
  records: ToldRecord[];
  more: number;
}

/** Tells changes in the reader's language; `open` writes out names of subjects, for what somebody typed themselves. */
export async function toldChanges(
  app: App,
  visit: Visit,
  changes: readonly DirectoryChange[],
  how: { open?: boolean; records?: 'first' | 'all' } = {},
): Promise<ToldChange[]> {
  const zone = await app.campaigns.timezone();
  const picture = visit.viewer.directory;
  const batches = changes.flatMap(({ batch, total }) => (batch !== undefined && total === 0 ? [batch] : []));
  const reorganisations = await app.reorganisations.told(batches, visit.language);
  return changes.map((change) => {
    const records = how.records === 'all' ? change.records : change.first;
    const names = new Map<string, string>();
    for (const { kind, id, before, after } of change.records.length > 0 ? change.records : change.first)
      if (kind === 'unit' || kind === 'account') names.set(id, String((after ?? before)?.['name'] ?? id));
    const words = directoryWords(picture, visit.language, { names, ...(how.open ? { open: true } : {}) });
    const told = records.slice(0, mostTold).map(words.tell);
    const reorganisation = reorganisations.get(change.batch ?? '');
    return {
      id: change._id,
      href: `/quan-tri/thay-doi/${encodeURIComponent(change._id)}`,
      at: shownInstant(change.at, zone),
      by: change.by === 'system' ? visit.word('log.system') : (picture.names[change.by] ?? change.by),
      act: visit.word(`changes.act.${change.act}`, { title: reorganisation?.title ?? '' }),
      ...(change.note ? { note: change.note } : {}),
      undone: change.state === 'undone',
      ...reorganisationOf(reorganisation),
      undoes: change.undoes !== undefined,
      records: told,
      more: change.total - told.length,
    };
  });
}

/** How far the writing of a large change has come, in words; a page under way looks again by itself. */
export interface ToldProgress extends DirectoryProgress {
  words: string;
}

/** Tells how far a change is; null for one that was written at once. */
export async function toldProgress(
  app: App,
  visit: Visit,
  change: DirectoryChange,
): Promise<ToldProgress | null> {
  const progress = await app.directoryChanges.progress(change);
  if (!progress) return null;
  if (progress.underWay) visit.response.set('Refresh', '1');
  const words = visit.word(progress.puttingBack ? 'changes.putting_back' : 'changes.progress', {
    done: shownCount(visit, progress.done),
    total: shownCount(visit, progress.total),
  });
  return { ...progress, words };
}

/** A count as the reader's language writes it. */
export function shownCount({ language }: Pick<Visit, 'language'>, count: number): string {
  return count.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB');
}

/** What a reorganisation tells of itself in place of records. */
function reorganisationOf(told: ToldReorganisation | undefined): Partial<ToldChange> {
  if (!told) return {};
  const { href, sentence, state, undone } = told;
  return { href, sentence, state, undone };
}

/** So many records are told on one page; the rest are counted. */
const mostTold = 200;
