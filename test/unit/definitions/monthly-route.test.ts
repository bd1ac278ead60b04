import { describe, expect, it } from 'vitest';
import type {
  CampaignFile,
  FillStep,
  GroupFile,
  NotificationFile,
  OrganisationFile,
  ReviewStep,
  Step,
  WorkflowFile,
} from '../../../engine/model/generated/definitions.ts';
import { jsonOf, objectsOf, seed, seedJson, seedPaths } from './seed-files.ts';

const campaign = seedJson<CampaignFile>('campaign.json');
const workflow = seedJson<WorkflowFile>('workflows/bao-cao-thang.json');
const { notifications } = seedJson<NotificationFile>('notifications.json');
const organisation = jsonOf<OrganisationFile>('definitions/organisations/bac-lieu.json');
const entries = seedPaths('groups').flatMap((path) => seedJson<GroupFile>(path).entries!);
const step = <Kind extends Step>(id: string) => workflow.steps.find((one) => one.id === id) as Kind;

describe('seven reports in one bundle', () => {
  it.each(entries)('$id runs from the 21st to the 20th and opens on the 20th', (entry) => {
    expect(entry).toMatchObject({
      per: 'month',
      owed: true,
      bundle: 'thang',
      subject: 'unit',
      workflow: 'bao-cao-thang',
      submitter: { role: 'team-leader', level: 'team' },
      dataFrom: { dayOfMonth: 21, monthOffset: -1 },
      dataUntil: { dayOfMonth: 20, monthOffset: 0 },
      cut: 'split',
      opens: { offset: 0, unit: 'day', after: 'periodEnd' },
      assumption: true,
    });
  });

  it('are seven, each with its own form', () => {
    expect(entries.map((entry) => entry.id)).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `bao-cao-thang-${n}`));
    expect(new Set(entries.map((entry) => entry.form)).size).toBe(7);
    expect(campaign.openFrom).toBe('2024-12');
  });
});

describe('the route of a monthly report', () => {
  it('is filled by the team leader within four working days', () => {
    const fill = step<FillStep>(workflow.start);
    expect(fill).toMatchObject({
      kind: 'fill',
      assignee: { kind: 'submitter' },
      deadline: { offset: 4, unit: 'workingDay', after: 'periodEnd' },
    });
    expect(fill.actions.map(({ kind, to }) => [kind, to])).toEqual([['submit', 'kiem-tra']]);
  });

  it('is confirmed, corrected or returned by the commune police within three working days', () => {
    const review = step<ReviewStep>('kiem-tra');
    expect(review).toMatchObject({
      kind: 'review',
      assignee: { kind: 'roleAbove', role: 'commune-police-officer', level: 'commune', line: 'police' },
      deadline: { offset: 3, unit: 'workingDay', after: 'entered' },
      fields: { see: 'all', correct: 'all' },
    });
    expect(review.actions).toMatchObject([
      { kind: 'move', to: 'da-xac-nhan', key: 'a', tone: 'primary' },
      {
        kind: 'return',
        to: 'bo-sung',
        key: 't',
        reason: 'required',
        reasonMinLength: 10,
        resume: 'returner',
      },
    ]);
    expect(step('da-xac-nhan')).toMatchObject({ kind: 'end', outcome: 'approved' });
  });

  it('gives a returned report two working days of its own, and goes back to the check', () => {
    const mend = step<FillStep>('bo-sung');
    expect(mend).toMatchObject({
      assignee: { kind: 'submitter' },
      deadline: { offset: 2, unit: 'workingDay', after: 'entered' },
    });
    expect(mend.actions.map(({ kind, to }) => [kind, to])).toEqual([['submit', 'kiem-tra']]);
  });

  it('nobody confirms what they have filled in', () => {
    const fills = workflow.steps.filter(({ kind }) => kind === 'fill').map(({ id }) => id);
    expect(step<ReviewStep>('kiem-tra').separation?.notSameAs).toEqual(fills);
  });

  it.each([
    'lap-bao-cao',
    'kiem-tra',
    'bo-sung',
  ])('%s reminds, then tells the commune’s head, then the province', (id) => {
    const { reminders, escalations } = step<FillStep | ReviewStep>(id);
    expect(reminders!.length).toBeGreaterThan(0);
    for (const { at } of reminders!) expect(at).toMatchObject({ before: 'due', time: '07:30' });
    expect(escalations!.map((one) => [one.kind, one.at.offset, one.at.unit, one.at.after])).toEqual([
      ['tellNextLevel', 1, 'workingDay', 'due'],
      ['tellNextLevel', 3, 'workingDay', 'due'],
    ]);
    expect(escalations).toMatchObject([
      { role: 'commune-police-chief', level: 'commune', line: 'police' },
      { role: 'provincial-desk', level: 'province', line: 'police' },
    ]);
  });

  it('reminds of filling and checking one working day before and on the due day', () => {
    for (const id of ['lap-bao-cao', 'kiem-tra'])
      expect(step<FillStep>(id).reminders!.map(({ at }) => [at.offset, at.unit])).toEqual([
        [1, 'workingDay'],
        [0, 'day'],
      ]);
  });

  it('reminders and escalations have ids of their own', () => {
    const ids = workflow.steps.flatMap((one) =>
      [...((one as FillStep).reminders ?? []), ...((one as FillStep).escalations ?? [])].map(({ id }) => id),
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(11);
  });
});

describe('roles', () => {
  it('every role, level and line named is the organisation’s', () => {
    const known = {
      role: new Set(organisation.roles.map(({ id }) => id)),
      level: new Set(organisation.levels.map(({ id }) => id)),
      line: new Set(organisation.lines.map(({ id }) => id)),
    };
    for (const file of [campaign, workflow, ...entries])
      for (const { object, pointer } of objectsOf(file))
        for (const key of ['role', 'level', 'line'] as const)
          if (typeof object[key] === 'string')
            expect(known[key].has(object[key]), `${pointer}/${key}: ${object[key]}`).toBe(true);
  });

  it('who must act may see, and the district sees nothing', () => {
    const sees = new Map(campaign.access!.map((one) => [one.role, one]));
    expect(sees.get('team-leader')).toMatchObject({ at: 'unit', sees: 'personal' });
    expect(sees.get('commune-police-officer')).toMatchObject({
      at: 'below',
      line: 'police',
      sees: 'personal',
    });
    expect(sees.get('provincial-desk')).toMatchObject({ at: 'below', sees: 'internal', export: true });
    expect(sees.get('commune-chair')).toMatchObject({ line: 'committee', states: ['ended'] });
    for (const role of sees.keys()) expect(role).not.toMatch(/^district/);
    expect(campaign.access!.filter((one) => one.export).map((one) => one.role)).toEqual(['provincial-desk']);
  });
});

describe('messages', () => {
  const allowed = [
    'entry.title',
    'period.title',
    'unit.name',
    'due',
    'step.title',
    'link',
    'campaign.title',
    'count',
    'reminder.count',
  ];
  const named = new Set(notifications.flatMap(({ template }) => [template.vi, template.en!]));

  it.each(notifications)('$id has a text in both languages, titles included', ({ title, template }) => {
    expect([title.vi, title.en].every(Boolean)).toBe(true);
    for (const path of [template.vi, template.en!]) expect(seed.get(path), path).toMatch(/\S/);
  });

  it('no text is left over', () => {
    const messages = [...seed.keys()].filter((path) => path.startsWith('messages/'));
    expect(messages.sort()).toEqual([...named].sort());
  });

  it.each([...named])('%s uses only the variables of a notification, and the link', (path) => {
    const used = [...seed.get(path)!.matchAll(/\{\{(.*?)\}\}/g)].map((match) => match[1]);
    for (const variable of used) expect(allowed).toContain(variable);
    expect(used).toContain('link');
    expect(seed.get(path)).not.toMatch(/\{\{\{|<\w/);
  });

  it('titles use only the variables of a notification', () => {
    for (const { title } of notifications)
      for (const [, variable] of `${title.vi} ${title.en}`.matchAll(/\{\{(.*?)\}\}/g))
        expect(allowed).toContain(variable);
  });

  it('each is sent on an event, or by a reminder or escalation', () => {
    const called = new Set(
      seedPaths('workflows').flatMap((path) =>
        objectsOf(seedJson(path)).flatMap(({ object }) =>
          typeof object['notify'] === 'string' ? [object['notify']] : [],
        ),
      ),
    );
    for (const { id, on } of notifications) expect(called.has(id) !== (on !== undefined), id).toBe(true);
    for (const id of called)
      expect(
        notifications.some((one) => one.id === id),
        id,
      ).toBe(true);
  });

  it('what asks for an act or tells of lateness is mailed as well', () => {
    const mailed = notifications.filter(({ channels }) => channels.includes('mail')).map(({ id }) => id);
    expect(mailed).toEqual([
      'bi-tra-lai',
      'sap-den-han',
      'den-han-hom-nay',
      'nhac-qua-han',
      'cham-nop-bao-xa',
      'cham-nop-bao-tinh',
      'cham-kiem-tra-bao-xa',
      'cham-kiem-tra-bao-tinh',
      'ket-qua-khen-thuong',
      'ket-qua-to-trinh',
      'cham-xet-khen-thuong',
    ]);
    for (const { channels, id } of notifications) expect(channels, id).toContain('inApp');
  });
});
