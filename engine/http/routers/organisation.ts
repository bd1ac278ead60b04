import { Router } from 'express';
import type { Ending } from '../../app/organisation/organisations.ts';
import { type Issue, type Result, success } from '../../issues/index.ts';
import type { DirectoryChange } from '../../model/directory-change.ts';
import { administrator, type Door, notFound, type Visit } from '../door.ts';
import { localPath } from '../session.ts';
import { toldChanges } from '../told-changes.ts';
import { formsOf, type RefusedForm, refusedForm, typedFields } from '../typed-form.ts';

const unitFields = ['uid', 'name', 'code', 'level', 'line', 'parent', 'from', 'note'] as const;
const lineFields = ['line', 'title'] as const;
const endLineFields = ['line', 'lastDay', 'note'] as const;
const editFields = ['name', 'code', 'from', 'line', 'parent', 'lastDay', 'successors', 'note'] as const;
const endFields = ['lastDay', 'successors', 'people', 'note'] as const;
const memberFields = ['login', 'role', 'unit', 'from', 'to', 'note'] as const;
const substituteFields = ['absent', 'substitute', 'from', 'to', 'note'] as const;
const recent = 10;

/** Units, lines, who holds which role where, and who stands in for whom. */
export function organisationRouter(door: Door): Router {
  const { app } = door;
  const router = Router();

  /** Goes on with a word and the way back, or shows the page again with what was typed. */
  async function after(
    visit: Visit,
    outcome: Result<DirectoryChange>,
    to: string,
    form: { name: string; values: Record<string, string> },
    again: (refused: RefusedForm) => Promise<void>,
  ): Promise<void> {
    if (!outcome.ok) {
      await again(refusedForm(visit, form.name, form.values, outcome.issues));
      return;
    }
    visit.say({ text: visit.word('changes.done'), tone: 'done', takeBack: outcome.value._id });
    visit.go(to);
  }

  /** Ended, or led to the page that shows what becomes of the cases and applies it. */
  async function afterEnding(
    visit: Visit,
    outcome: Result<Ending>,
    to: string,
    form: { name: string; values: Record<string, string> },
    again: (refused: RefusedForm) => Promise<void>,
  ): Promise<void> {
    if (!outcome.ok) return after(visit, outcome, to, form, again);
    const ended = outcome.value;
    if ('reorganisation' in ended) visit.go(`/quan-tri/sap-xep/${ended.reorganisation}`);
    else await after(visit, success(ended.change), to, form, again);
  }

  const within = (part: string) => ({
    place: 'administration' as const,
    desk: true,
    section: { organisation: true, [part]: true },
  });

  /** A page that lists something, with forms that add to it. */
  interface List {
    page: 'units' | 'members' | 'substitutes';
    context: object;
    /** The forms as they stand before anything is typed, and the one that is open from the start. */
    fresh: Record<string, Record<string, string>>;
    open?: string | undefined;
    /** What is wrong with the day that was asked for. */
    issues?: readonly Issue[] | undefined;
  }

  async function showList(
    visit: Visit,
    { page, context, fresh, open, issues = [] }: List,
    refused?: RefusedForm,
    status = 200,
  ): Promise<void> {
    const forms = formsOf(fresh, refused);
    if (open && !refused) forms[open] = { ...forms[open]!, open: true };
    const errors = refused?.errors ?? visit.sentences(issues).map(({ text }) => ({ text, href: '#day' }));
    await visit.show(
      page,
      {
        ...within(page),
        title: visit.word(`${page}.title`),
        today: visit.viewer.day,
        ...context,
        forms,
        ...(errors.length > 0 ? { errors } : {}),
      },
      status,
    );
  }

  async function showUnits(visit: Visit, refused?: RefusedForm, status?: number): Promise<void> {
    const query = {
      organisation: visit.sent('organisation') || visit.asked('to-chuc'),
      line: visit.asked('he'),
      day: visit.asked('ngay'),
      search: visit.asked('tim').trim().slice(0, 100),
    };
    const view = await app.organisations.units(query, visit.viewer.day, visit.language);
    const unit = {
      uid: '',
      name: '',
      code: '',
      level: '',
      line: '',
      parent: visit.asked('cha'),
      from: visit.viewer.day,
      note: '',
    };
    const context = {
      ownSearch: true,
      view,
      levels: view.levels,
      lines: view.lines.map(({ value, label }) => ({ value, label })),
      several: view.organisations.length > 1,
    };
    const list: List = {
      page: 'units',
      context,
      fresh: { unit, line: { line: '', title: '' }, endLine: { line: '', lastDay: '', note: '' } },
      open: visit.asked('them') || visit.asked('cha') ? 'unit' : undefined,
      issues: view.issues,
    };
    await showList(visit, list, refused, status);
  }

  router.get(
    '/quan-tri/don-vi',
    administrator(door, (visit) => showUnits(visit)),
  );

  router.post(
    '/quan-tri/don-vi/them',
    administrator(door, async (visit) => {
      const values = typedFields(visit, unitFields);
      const organisation = visit.sent('organisation');
      const outcome = await app.organisations.addUnit(visit.account, { ...values, organisation });
      await after(
        visit,
        outcome,
        `/quan-tri/don-vi/${values.uid.trim()}`,
        { name: 'unit', values },
        (refused) => showUnits(visit, refused, 422),
      );
    }),
  );

  router.post(
    '/quan-tri/don-vi/he',
    administrator(door, async (visit) => {
      const values = typedFields(visit, lineFields);
      const organisation = visit.sent('organisation');
      const outcome = await app.organisations.addLine(visit.account, organisation, values.line, values.title);
      const to = `/quan-tri/don-vi?${new URLSearchParams({ 'to-chuc': organisation, he: values.line })}`;
      await after(visit, outcome, to, { name: 'line', values }, (refused) => showUnits(visit, refused, 422));
    }),
  );

  router.post(
    '/quan-tri/don-vi/het-he',
    administrator(door, async (visit) => {
      const values = typedFields(visit, endLineFields);
      const organisation = visit.sent('organisation');
      const { line, lastDay, note } = values;
      const outcome = await app.organisations.endLine(visit.account, organisation, line, lastDay, note);
      const to = `/quan-tri/don-vi?${new URLSearchParams({ 'to-chuc': organisation, he: line })}`;
      await after(visit, outcome, to, { name: 'endLine', values }, (refused) =>
        showUnits(visit, refused, 422),
      );
    }),
  );

  async function showUnit(visit: Visit, refused?: RefusedForm, status = 200): Promise<void> {
    const uid = String(visit.request.params['uid']);
    const view = await app.organisations.unit(uid, visit.viewer.day, visit.language);
    if (!view) throw notFound();
    const changes = await app.directoryChanges.list(`unit/${uid}`, null, recent);
    const today = visit.viewer.day;
    await visit.show(
      'unit',
      {
        ...within('units'),
        title: view.name,
        view,
        problems: visit.sentences(view.problems).map(({ text }) => text),
        changes: await toldChanges(app, visit, changes),
        history: `/quan-tri/thay-doi?${new URLSearchParams({ cua: `unit/${uid}` })}`,
        today,
        add: `/quan-tri/don-vi?${new URLSearchParams({ 'to-chuc': view.organisation, cha: `${view.name} (${uid})` })}#unit`,
        forms: formsOf(
          {
            rename: { name: view.name, from: today, note: '' },
            move: { line: view.lines[0]?.id ?? '', parent: '', from: today, note: '' },
            end: {
              lastDay: view.lastDay ?? '',
              successors: view.successors.map((one) => `${one.name} (${one.uid})`).join('\n'),
              people: '',
              note: '',
            },
            code: { code: view.code ?? '', note: '' },
            member: { login: '', role: '', from: today, to: '', note: '' },
          },
          refused,
        ),
        ...(refused ? { errors: refused.errors } : {}),
      },
      status,
    );
  }

  router.get(
    '/quan-tri/don-vi/:uid',
    administrator(door, (visit) => showUnit(visit)),
  );

  router.post(
    '/quan-tri/don-vi/:uid/sua',
    administrator(door, async (visit) => {
      const uid = String(visit.request.params['uid']);
      const values = typedFields(visit, editFields);
      const edit = visit.sent('edit');
      if (edit === 'end') {
        const typed = typedFields(visit, endFields);
        const ended = await app.organisations.endUnit(visit.account, { ...typed, uid });
        return afterEnding(
          visit,
          ended,
          `/quan-tri/don-vi/${uid}`,
          { name: edit, values: typed },
          (refused) => showUnit(visit, refused, 422),
        );
      }
      const outcome = await app.organisations.editUnit(visit.account, { ...values, edit, uid });
      await after(visit, outcome, `/quan-tri/don-vi/${uid}`, { name: edit, values }, (refused) =>
        showUnit(visit, refused, 422),
      );
    }),
  );

  router.post(
    '/quan-tri/don-vi/:uid/vai-tro',
    administrator(door, async (visit) => {
      const unit = String(visit.request.params['uid']);
      const values = typedFields(visit, memberFields);
      const outcome = await app.organisations.addMembership(visit.account, { ...values, unit });
      await after(visit, outcome, `/quan-tri/don-vi/${unit}`, { name: 'member', values }, (refused) =>
        showUnit(visit, refused, 422),
      );
    }),
  );

  async function showMembers(visit: Visit, refused?: RefusedForm, status?: number): Promise<void> {
    const query = {
      search: visit.asked('tim').trim().slice(0, 100),
      role: visit.asked('vai-tro'),
      day: visit.asked('ngay'),
      after: visit.asked('tu'),
    };
    const view = await app.organisations.members(query, visit.viewer.day, visit.language);
    const { search, role, day } = query;
    const more =
      view.more &&
      `/quan-tri/vai-tro?${new URLSearchParams({ tim: search, 'vai-tro': role, ngay: day, tu: view.more })}`;
    const list: List = {
      page: 'members',
      context: { ownSearch: true, view, search, ...(more ? { more } : {}) },
      fresh: { member: { login: '', role: '', unit: '', from: visit.viewer.day, to: '', note: '' } },
      issues: view.issues,
    };
    await showList(visit, list, refused, status);
  }

  router.get(
    '/quan-tri/vai-tro',
    administrator(door, (visit) => showMembers(visit)),
  );

  router.post(
    '/quan-tri/vai-tro/them',
    administrator(door, async (visit) => {
      const values = typedFields(visit, memberFields);
      const outcome = await app.organisations.addMembership(visit.account, values);
      await after(visit, outcome, '/quan-tri/vai-tro', { name: 'member', values }, (refused) =>
        showMembers(visit, refused, 422),
      );
    }),
  );

  router.post(
    '/quan-tri/vai-tro/:id/ket-thuc',
    administrator(door, async (visit) => {
      const id = String(visit.request.params['id']);
      const outcome = await app.organisations.endMembership(visit.account, id, visit.sent('lastDay'));
      const back = localPath(visit.sent('back')) ?? '/quan-tri/vai-tro';
      await afterEnding(visit, outcome, back, { name: 'end', values: {} }, async ({ errors }) => {
        visit.say({ text: errors[0]!.text, tone: 'late' });
        visit.go(back);
      });
    }),
  );

  async function showSubstitutes(visit: Visit, refused?: RefusedForm, status?: number): Promise<void> {
    const list: List = {
      page: 'substitutes',
      context: { lines: await app.organisations.substitutes(visit.viewer.day) },
      fresh: { substitute: { absent: '', substitute: '', from: visit.viewer.day, to: '', note: '' } },
    };
    await showList(visit, list, refused, status);
  }

  router.get(
    '/quan-tri/thay-the',
    administrator(door, (visit) => showSubstitutes(visit)),
  );

  router.post(
    '/quan-tri/thay-the/them',
    administrator(door, async (visit) => {
      const values = typedFields(visit, substituteFields);
      const outcome = await app.organisations.addSubstitute(visit.account, values);
      await after(visit, outcome, '/quan-tri/thay-the', { name: 'substitute', values }, (refused) =>
        showSubstitutes(visit, refused, 422),
      );
    }),
  );

  router.post(
    '/quan-tri/thay-the/:id/ket-thuc',
    administrator(door, async (visit) => {
      const id = String(visit.request.params['id']);
      const outcome = await app.organisations.endSubstitute(visit.account, id, visit.sent('lastDay'));
      await after(visit, outcome, '/quan-tri/thay-the', { name: 'end', values: {} }, (refused) =>
        showSubstitutes(visit, refused, 422),
      );
    }),
  );

  return router;
}
