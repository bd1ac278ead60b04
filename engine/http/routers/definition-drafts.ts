import { Router } from 'express';
import type { DifferenceSection, DraftState } from '../../app/definitions/draft-pages.ts';
import type { Published } from '../../app/definitions/publications.ts';
import type { Issue, Result } from '../../issues/index.ts';
import { administrator, type Door, notFound, signedIn, type Visit } from '../door.ts';
import { draftHref, editorHref } from '../editor-drawing.ts';
import { sendZip } from '../send.ts';

const longestNote = 500;

/** What was typed into a form that is shown again. */
interface Typed {
  errors: { text: string; href?: string }[];
  note?: string;
  reason?: string;
}

/**
 * The pages around the draft of a campaign: what it changes, publishing it with a note, the second person, versions
 * and going back to one, copying a campaign. The pages on which parts are edited are `definition-editor.ts`.
 */
export function definitionDraftRouter(door: Door): Router {
  const { definitionDrafts: drafts, draftPages: pages, publications } = door.app;
  const router = Router();
  const campaigns = '/quan-tri/phong-trao/:campaign';
  const base = `${campaigns}/ban-nhap`;

  async function show(visit: Visit, typed?: Typed): Promise<void> {
    const campaign = campaignOf(visit);
    const view = await pages.overview(visit.account, campaign, visit.language);
    if (!view) throw notFound();
    const { draft } = view;
    await visit.show(
      'definition-draft',
      {
        ...frame(campaign),
        ...view,
        title: visit.word('drafts.of', { title: view.title }),
        draft: draft && drawDraft(visit, campaign, draft),
        versions: view.versions.map((one) => ({ ...one, running: shownNumber(visit, one.running) })),
        next: view.newest + 1,
        first: view.newest === 0,
        longestNote,
        ...(typed?.note === undefined ? {} : { note: typed.note }),
        ...(typed?.reason === undefined ? {} : { reason: typed.reason }),
        ...(typed ? { errors: typed.errors } : {}),
      },
      typed ? 422 : 200,
    );
  }

  /** Shows the page again with what was typed, or says what was done and goes there. */
  async function answer<T>(
    visit: Visit,
    result: Result<T>,
    done: (value: T) => { text: string; to: string },
    typed: Omit<Typed, 'errors'> = {},
    href?: string,
  ): Promise<void> {
    if (!result.ok) return show(visit, { errors: refusals(visit, result.issues, href), ...typed });
    const { text, to } = done(result.value);
    visit.say({ text, tone: 'done' });
    visit.go(to);
  }

  const published = (visit: Visit) => (value: Published) => {
    const campaign = campaignOf(visit);
    return 'version' in value
      ? {
          text: visit.word('drafts.published', { number: value.version.number }),
          to: `${campaignHref(campaign)}/phien-ban`,
        }
      : { text: visit.word('drafts.submitted'), to: draftHref(campaign) };
  };

  router.get(
    base,
    signedIn(door, (visit) => show(visit)),
  );

  router.post(
    base,
    administrator(door, async (visit) => {
      const started = await drafts.start(visit.account, campaignOf(visit));
      if (!started.ok) throw notFound();
      visit.go(
        editorHref(campaignOf(visit), {
          file: visit.sent('tep') || 'campaign.json',
          pointer: visit.sent('cho'),
        }),
      );
    }),
  );

  router.get(
    `${base}/tai-ve`,
    administrator(door, async (visit) => {
      const zip = await pages.zip(visit.account, campaignOf(visit));
      if (!zip) throw notFound();
      sendZip(visit.request, visit.response, zip);
    }),
  );

  router.post(
    `${base}/cong-bo`,
    administrator(door, async (visit) => {
      const note = visit.sent('note');
      const result = await publications.publish(visit.account, campaignOf(visit), {
        revision: Number(visit.sent('revision')),
        after: Number(visit.sent('after')),
        note,
        warningsSeen: visit.sent('warnings') !== '',
      });
      const place = result.ok ? undefined : placeOfPublishing(result.issues);
      await answer(visit, result, published(visit), { note }, place);
    }),
  );

  router.post(
    `${base}/duyet`,
    signedIn(door, async (visit) => {
      const result = await publications.approve(visit.account, campaignOf(visit), {
        revision: Number(visit.sent('revision')),
        after: Number(visit.sent('after')),
      });
      await answer(visit, result, published(visit));
    }),
  );

  router.post(
    `${base}/tra-lai`,
    signedIn(door, async (visit) => {
      const reason = visit.sent('reason');
      const revision = Number(visit.sent('revision'));
      const result = await publications.sendBack(visit.account, campaignOf(visit), revision, reason);
      const done = () => ({ text: visit.word('drafts.sent_back'), to: draftHref(campaignOf(visit)) });
      await answer(visit, result, done, { reason }, '#reason');
    }),
  );

  router.post(
    `${base}/rut-lai`,
    administrator(door, async (visit) => {
      const revision = Number(visit.sent('revision'));
      const result = await publications.takeBack(visit.account, campaignOf(visit), revision);
      const done = () => ({ text: visit.word('drafts.taken_back'), to: draftHref(campaignOf(visit)) });
      await answer(visit, result, done);
    }),
  );

  for (const [path, act, said] of [
    ['hoan-tac', drafts.undo, 'drafts.undone'],
    ['lam-lai', drafts.redo, 'drafts.redone'],
    ['ve-ban-dau', pages.revert, 'drafts.reverted'],
  ] as const)
    router.post(
      `${base}/${path}`,
      administrator(door, async (visit) => {
        const result = await act(visit.account, campaignOf(visit), Number(visit.sent('revision')));
        const done = () => ({ text: visit.word(said), to: draftHref(campaignOf(visit)) });
        await answer(visit, result, done);
      }),
    );

  router.post(
    `${base}/bo`,
    administrator(door, async (visit) => {
      const campaign = campaignOf(visit);
      const result = await drafts.discard(visit.account, campaign, Number(visit.sent('revision')));
      const to = (await pages.versions(visit.account, campaign, visit.language))
        ? draftHref(campaign)
        : '/quan-tri/phong-trao';
      await answer(visit, result, () => ({ text: visit.word('drafts.discarded'), to }));
    }),
  );

  async function showVersions(visit: Visit, typed?: Typed & { number?: number }): Promise<void> {
    const campaign = campaignOf(visit);
    const view = await pages.versions(visit.account, campaign, visit.language);
    if (!view) throw notFound();
    await visit.show(
      'definition-versions',
      {
        ...frame(campaign),
        ...view,
        title: visit.word('drafts.versions.of', { title: view.title }),
        administrator: visit.account.administrator === true,
        longestNote,
        versions: view.versions.map((one) => ({
          ...one,
          compare: compareHref(campaign, one.before ?? 0, one.number),
          running: shownNumber(visit, one.running),
          zip: `${campaignHref(campaign)}/${one.number}/tai-ve`,
          back: one.current ? null : `${campaignHref(campaign)}/phien-ban/${one.number}/quay-lai`,
          open: typed?.number === one.number,
          ...(typed?.number === one.number ? { typed: typed.note } : {}),
        })),
        ...(typed ? { errors: typed.errors } : {}),
      },
      typed ? 422 : 200,
    );
  }

  router.get(
    `${campaigns}/phien-ban`,
    signedIn(door, (visit) => showVersions(visit)),
  );

  router.post(
    `${campaigns}/phien-ban/:number/quay-lai`,
    administrator(door, async (visit) => {
      const number = Number(visit.request.params['number']);
      const note = visit.sent('note');
      const result = await publications.rollBack(visit.account, campaignOf(visit), {
        number,
        after: Number(visit.sent('after')),
        note,
      });
      if (!result.ok) {
        const errors = refusals(visit, result.issues, `#note-${number}`);
        return showVersions(visit, { errors, note, number });
      }
      const { text, to } = published(visit)(result.value);
      visit.say({ text, tone: 'done' });
      visit.go(to);
    }),
  );

  router.get(
    `${campaigns}/so-sanh`,
    signedIn(door, async (visit) => {
      const campaign = campaignOf(visit);
      const to = visit.asked('den');
      const view = await pages.compare(
        visit.account,
        campaign,
        Number(visit.asked('tu')),
        // Without a second number, from that version to the draft.
        to === '' ? null : Number(to),
        visit.language,
      );
      if (!view) throw notFound();
      await visit.show('definition-compare', {
        title: visit.word('drafts.compare.of', { title: view.title }),
        ...frame(campaign),
        versions: `${campaignHref(campaign)}/phien-ban`,
        from: view.from === 0 ? null : view.from,
        to: view.to,
        campaignTitle: view.title,
        sections: drawSections(visit, campaign, view.sections, view.to === null),
      });
    }),
  );

  router.get(
    `${campaigns}/sao-chep`,
    administrator(door, async (visit) => {
      const proposal = await pages.proposeCopy(visit.account, campaignOf(visit));
      if (!proposal) throw notFound();
      await showCopy(visit, { ...proposal, newTitle: proposal.title });
    }),
  );

  async function showCopy(
    visit: Visit,
    data: Record<string, unknown>,
    issues?: readonly Issue[],
  ): Promise<void> {
    const campaign = campaignOf(visit);
    const wrong = Object.fromEntries((issues ?? []).map((one) => [one.pointer.slice(1), true]));
    await visit.show(
      'definition-copy',
      {
        ...frame(campaign),
        action: `${campaignHref(campaign)}/sao-chep`,
        ...data,
        title: visit.word('drafts.copy.title'),
        wrong,
        ...(issues
          ? {
              errors: issues.map((one) => ({
                text: visit.sentences([one])[0]!.text,
                ...(one.pointer === '' ? {} : { href: `#${one.pointer.slice(1)}` }),
              })),
            }
          : {}),
      },
      issues ? 422 : 200,
    );
  }

  router.post(
    `${campaigns}/sao-chep`,
    administrator(door, async (visit) => {
      const campaign = campaignOf(visit);
      const typed = {
        id: visit.sent('id'),
        title: visit.sent('title'),
        titleEn: visit.sent('titleEn'),
        opens: visit.sent('opens'),
      };
      const copied = await pages.copy(visit.account, campaign, typed);
      if (copied.ok) {
        visit.say({ text: visit.word('drafts.copy.done'), tone: 'done' });
        return visit.go(`${draftHref(copied.value._id)}/sao-tu/${campaign}`);
      }
      const proposal = await pages.proposeCopy(visit.account, campaign);
      if (!proposal) throw notFound();
      await showCopy(visit, { ...proposal, ...typed, newTitle: typed.title }, copied.issues);
    }),
  );

  router.get(
    `${base}/sao-tu/:source`,
    administrator(door, async (visit) => {
      const campaign = campaignOf(visit);
      const view = await pages.copied(
        visit.account,
        String(visit.request.params['source']),
        campaign,
        visit.language,
      );
      if (!view) throw notFound();
      const linked = <T extends { file: string; pointer: string }>(one: T) => ({
        ...one,
        href: editorHref(campaign, one),
      });
      const { campaign: _, ...about } = view;
      await visit.show('definition-copied', {
        ...frame(campaign),
        ...about,
        title: visit.word('drafts.copied.title', { title: view.title }),
        draftHref: draftHref(campaign),
        calendarHref: `/quan-tri/lich/${view.calendar}`,
        moved: view.moved.map(linked),
        toCheck: view.toCheck.map((one) => ({
          ...linked(one),
          word: visit.word(`drafts.copied.${one.why}`),
        })),
      });
    }),
  );

  return router;
}

/** What every page here tells its layout. */
function frame(campaign: string) {
  return {
    place: 'administration' as const,
    desk: true as const,
    section: { campaigns: true },
    campaignHref: campaignHref(campaign),
    migrationHref: `${campaignHref(campaign)}/chuyen-phien-ban`,
  };
}

function drawDraft(visit: Visit, campaign: string, draft: DraftState) {
  return {
    ...draft,
    href: draftHref(campaign),
    editHref: editorHref(campaign, { file: 'campaign.json', pointer: '' }),
    sections: drawSections(visit, campaign, draft.sections, true),
    behind: draft.behind && drawSections(visit, campaign, draft.behind, false),
    findings: draft.findings.map((one) => ({ ...one, href: editorHref(campaign, one) })),
    publishable: draft.errors === 0 && draft.count > 0,
    editors: draft.editors.join(', '),
    others: draft.others.join(', '),
  };
}

function drawSections(
  visit: Visit,
  campaign: string,
  sections: readonly DifferenceSection[],
  linked: boolean,
) {
  return sections.map(({ kind, lines }) => ({
    title: visit.word(`drafts.kind.${kind}`),
    lines: lines.map((line) => ({
      text: line.text,
      ...(linked ? { href: editorHref(campaign, line) } : {}),
    })),
  }));
}

function refusals(visit: Visit, issues: readonly Issue[], href?: string): { text: string; href?: string }[] {
  return visit.sentences(issues).map(({ text }) => ({ text, ...(href ? { href } : {}) }));
}

/** Where on the publish form a refusal is mended. */
function placeOfPublishing(issues: readonly Issue[]): string | undefined {
  const places: Readonly<Record<string, string>> = {
    'editing.publish.note': '#note',
    'editing.publish.warnings': '#warnings',
    'editing.publish.errors': '#findings',
    'editing.publish.meanwhile': '#differences',
  };
  return places[issues[0]?.code ?? ''];
}

/** A number with the thousands marked as the language marks them. */
function shownNumber({ language }: Visit, number: number): string {
  return number.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB');
}

function compareHref(campaign: string, from: number, to: number): string {
  return `${campaignHref(campaign)}/so-sanh?tu=${from}&den=${to}`;
}

function campaignHref(campaign: string): string {
  return `/quan-tri/phong-trao/${encodeURIComponent(campaign)}`;
}

function campaignOf(visit: Visit): string {
  return String(visit.request.params['campaign']);
}
