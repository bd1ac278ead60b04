import { Router } from 'express';
import type { PaperView } from '../../app/views.ts';
import { type Door, notFound, signedIn } from '../door.ts';
import { caseOf } from './work.ts';

/** The papers of a case as they are printed. */
export function papersRouter(door: Door): Router {
  const router = Router();

  router.get(
    '/ho-so/:caseId/van-ban/:step',
    signedIn(door, async (visit) => {
      const caseId = caseOf(visit);
      const step = String(visit.request.params['step']);
      const view = await door.app.papers.view(visit.viewer, caseId, step, visit.language, door.views.papers);
      if (!view) throw notFound();
      const word = (key: string, values?: Record<string, unknown>) =>
        door.views.word(key, view.language, values);
      await visit.show('paper', {
        title: `${view.title} · ${view.code}`,
        place: 'queue',
        paper: true,
        back: `/ho-so/${caseId}`,
        view,
        blocks: view.blocks.map((block) => drawn(block, word)),
        words: wordsOf(view, word),
      });
    }),
  );

  return router;
}

type Word = (key: string, values?: Record<string, unknown>) => string;

/** A block under the name of what it is, the number of an article before its first words. */
function drawn(block: PaperView['blocks'][number], word: Word) {
  const { kind, lines } = block;
  if (kind !== 'article') return { [kind]: true, lines };
  return {
    article: true,
    paragraphs: lines.map((text, at) => ({
      text,
      ...(at === 0 ? { heading: word('paper.article', { n: block.n }) } : {}),
    })),
  };
}

/** What stands on every such paper, in the language it is written in. */
function wordsOf(view: PaperView, word: Word): Record<string, string> {
  const place = view.place === '' ? '' : `${view.place}, `;
  const date = (at: string) =>
    view.date
      ? word('paper.date', { place: at, ...view.date })
      : word('paper.date_open', { place: at, year: view.year });
  const title = view.title.toLocaleLowerCase(view.language);
  return {
    country: word('paper.country'),
    motto: word('paper.motto'),
    number: view.numberLine === '' ? word('paper.number', { number: view.number }) : view.numberLine,
    date: date(place),
    draft: word('paper.draft'),
    recipients: word('paper.recipients'),
    deputy: word('paper.deputy'),
    list: word('paper.list'),
    listOf: view.signed
      ? word('paper.list_of', { title, number: view.number, date: date('') })
      : word('paper.list_of_open', { title }),
    n: word('paper.column.n'),
    who: word('paper.column.who'),
    unit: word('paper.column.unit'),
  };
}
