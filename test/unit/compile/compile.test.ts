import { describe, expect, test } from 'vitest';
import { compile } from '../../../engine/compile/index.ts';
import { compileFolder, patched, readFixture } from './campaign-fixture.ts';

describe.each(['minimal', 'validity'])('the valid campaign %s', (name) => {
  test('compiles without any issue', () => {
    const { ok, campaign, issues } = compileFolder(readFixture(name));
    expect(issues).toEqual([]);
    expect(ok).toBe(true);
    expect(campaign?.id).toBe(name);
  });

  test('gives the same twice, whatever the order of the files', () => {
    const folder = readFixture(name);
    const turned = { ...folder, files: Object.fromEntries(Object.entries(folder.files).reverse()) };
    const shown = (one: typeof folder) => JSON.stringify(compileFolder(one));
    expect(shown(turned)).toBe(shown(folder));
  });

  test('is frozen throughout', () => {
    const { campaign } = compileFolder(readFixture(name));
    const open: string[] = [];
    const seen = new Set<unknown>();
    const look = (value: unknown, path: string) => {
      if (typeof value !== 'object' || value === null || seen.has(value)) return;
      seen.add(value);
      const plain = [Object.prototype, Array.prototype, null].includes(Object.getPrototypeOf(value));
      if (plain && !Object.isFrozen(value)) open.push(path);
      for (const [key, inner] of Object.entries(value)) look(inner, `${path}/${key}`);
    };
    look(campaign, '');
    expect(open).toEqual([]);
  });
});

describe('the campaign', () => {
  const { campaign } = compileFolder(readFixture('minimal'));

  test('knows its roles by their owner', () => {
    expect(campaign?.roles).toEqual({
      head: 'town/head',
      inspector: 'town/inspector',
      clerk: 'town/clerk',
      leader: 'town/leader',
      jury: 'minimal/jury',
    });
  });

  test('a role that is one of the organisation’s keeps its owner', () => {
    const folder = patched(readFixture('minimal'), [
      { file: 'campaign.json', op: 'add', path: '/roles/0/is', value: 'head' },
    ]);
    expect(compileFolder(folder).campaign?.roles['jury']).toBe('town/head');
  });

  test('joins entries with their group, form, workflow and access', () => {
    const entry = campaign!.entries['report']!;
    expect(entry).toMatchObject({ group: 'streets', source: 'groups/streets.json', pointer: '/entries/0' });
    expect(entry.form.id).toBe('report');
    expect(entry.workflow.steps.map(({ id }) => id)).toEqual(['fill', 'check', 'confirmed', 'rejected']);
    expect(entry.access).toHaveLength(3);
  });

  test('keeps the texts of its notifications, Vietnamese where English is missing', () => {
    expect(campaign!.notifications['task']!.texts).toMatchObject({
      vi: { title: 'Việc mới: {{entry.title}}' },
      en: { title: 'New task: {{entry.title}}' },
    });
    const reminder = campaign!.notifications['reminder']!.texts;
    expect(reminder.en?.title).toBe('Due soon: {{entry.title}}');
    expect(reminder.en?.body).toBe(reminder.vi?.body);
  });

  test('carries the version it was given', () => {
    const { files, library } = readFixture('minimal');
    expect(library).not.toEqual({});
    expect(compile(files, { calendars: {}, organisations: {} }, { version: 'abc' }).campaign).toBeNull();
    expect(campaign!.version).toBe('');
    expect(campaign!.undoSeconds).toBe(30);
  });
});

describe('what only the library stands against', () => {
  test('is an error that names the revision, and the campaign is still given', () => {
    const folder = patched(readFixture('minimal'), [
      { file: 'library/organisations/town.json', op: 'remove', path: '/roles/2' },
    ]);
    const { ok, campaign, issues } = compileFolder(folder);
    expect(ok).toBe(false);
    expect(campaign?.id).toBe('minimal');
    expect(new Set(issues.map(({ code, params }) => `${code} ${params['revision']}`))).toEqual(
      new Set(['reference.role.unknown 1']),
    );
  });

  test('together with an error of its own there is no campaign', () => {
    const folder = patched(readFixture('minimal'), [
      { file: 'library/organisations/town.json', op: 'remove', path: '/roles/2' },
      { file: 'campaign.json', op: 'replace', path: '/phases/1/closes', value: '2025-07-30' },
    ]);
    expect(compileFolder(folder).campaign).toBeNull();
  });
});

describe('one mistake is told once', () => {
  test('names in a file that cannot be read are not unknown', () => {
    const folder = patched(readFixture('minimal'), [
      { file: 'forms/report.json', text: '{' },
      { file: 'workflows/report.json', text: '[' },
      { file: 'groups/streets.json', text: '' },
      { file: 'notifications.json', text: 'null' },
      { file: 'messages/late.vi.hbs', text: '\ufeff' },
      { file: 'lists/weather.json', text: '{}}' },
    ]);
    const { issues } = compileFolder(folder);
    expect(issues.map(({ source, code }) => `${source} ${code}`)).toEqual([
      'forms/report.json schema.json.ended',
      'groups/streets.json schema.json.ended',
      'lists/weather.json schema.json.malformed',
      'messages/late.vi.hbs schema.file.byte_order_mark',
      'notifications.json schema.type.wrong',
      'workflows/report.json schema.json.ended',
    ]);
  });

  test('without a campaign only that is said', () => {
    expect(compile({}, { calendars: {}, organisations: {} }).issues.map(({ code }) => code)).toEqual([
      'schema.file.missing',
    ]);
  });

  test('several mistakes are all told, in the order of files and places', () => {
    const folder = patched(readFixture('minimal'), [
      { file: 'campaign.json', op: 'replace', path: '/phases/1/opens', value: '2025-03-01' },
      {
        file: 'workflows/report.json',
        op: 'replace',
        path: '/steps/0/reminders/0/notify',
        value: 'remidner',
      },
      { file: 'messages/late.vi.hbs', text: '{{unit.nme}}' },
    ]);
    expect(compileFolder(folder).issues.map(({ source, code }) => `${source} ${code}`)).toEqual([
      'campaign.json time.phase.overlap',
      'messages/late.vi.hbs texts.variable.unknown',
      'workflows/report.json reference.notification.unknown',
    ]);
  });

  test('too many files, or a file too large, are not looked at', () => {
    const library = { calendars: {}, organisations: {} };
    const many = Object.fromEntries(Array.from({ length: 2001 }, (_, n) => [`lists/l${n}.json`, '{}']));
    expect(compile(many, library).issues.map(({ code }) => code)).toContain('schema.folder.too_many');
    const large = compile({ 'campaign.json': ' '.repeat(4_000_001) }, library);
    expect(large.issues).toMatchObject([{ code: 'schema.file.too_large', params: { maxMb: 4 } }]);
  });

  test('a file full of mistakes is told the first hundred, and is quickly done', () => {
    const list = (n: number) =>
      `{ "thidua": 1, "id": "l", "title": { "vi": "x" }, "choices": [${Array(n).fill(1)}] }`;
    const files = { 'campaign.json': '{}', 'lists/l.json': list(20_000) };
    const { issues } = compile(files, { calendars: {}, organisations: {} });
    const ofList = issues.filter(({ source }) => source === 'lists/l.json');
    expect(ofList).toHaveLength(101);
    expect(ofList[0]).toMatchObject({ code: 'schema.file.more_issues', severity: 'note' });
    const more = compile({ ...files, 'lists/l.json': list(40_000) }, { calendars: {}, organisations: {} });
    expect(more.issues.filter(({ source }) => source === 'lists/l.json')).toMatchObject([
      { code: 'schema.file.too_many_values', params: { max: 30_000 } },
    ]);
  });
});
