import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile, readLibrary, staffing } from '../../../engine/compile/index.ts';
import { evaluate } from '../../../engine/forms/index.ts';
import type { Answers } from '../../../engine/model/answers.ts';
import type { GroupFile } from '../../../engine/model/generated/definitions.ts';
import type { Directory, Membership, OrganisationRecord } from '../../../engine/model/organisation.ts';
import { periodsOf, type Script, simulate } from '../../../engine/workflow/index.ts';
import { jsonOf, objectsOf, textOf } from './seed-files.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The files of a folder of the repository, by path within it. */
const filesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(`${root}${folder}`, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`.slice(`${root}${folder}/`.length))
      .sort()
      .map((path) => [path, textOf(`${folder}/${path}`)]),
  );

const { library, issues: libraryIssues } = readLibrary(
  Object.fromEntries(
    ['calendars', 'organisations'].flatMap((kind) =>
      Object.entries(filesOf(`definitions/${kind}`)).map(([path, text]) => [`${kind}/${path}`, text]),
    ),
  ),
);
const directory: Directory = {
  revision: 1,
  organisations: Object.values(library.organisations) as OrganisationRecord[],
  memberships: [],
  substitutes: [],
  names: {},
};

const capital = campaignOf('cong-dan-thu-do');
const clusters = campaignOf('khoi-thi-dua-nnmt');

function campaignOf(id: string) {
  const files = filesOf(`definitions/${id}`);
  const { campaign, issues } = compile(files, library);
  if (!campaign) throw new Error(`${id} does not compile`);
  return { id, files, campaign, issues, calendar: library.calendars[campaign.calendar]! };
}
type Compiled = ReturnType<typeof campaignOf>;

/** A unit that scored well; without these the answers made up would give it no points. */
const scored = jsonOf<Answers>('test/fixtures/transcripts/khoi-thi-dua-nnmt.answers.json');
const scoring = 'binh-xet-co-thi-dua';

const play = ({ campaign, calendar }: Compiled, entry: string, script: Script, answers: Answers = {}) =>
  simulate(campaign, { entry, script, directory, calendar, answers });
const usual = (entry: string): Answers => (entry === scoring ? scored : {});
const stepsOf = (played: ReturnType<typeof simulate>): (string | undefined)[] =>
  played.lines.flatMap((line) => (line.kind === 'event' && line.type === 'tasked' ? [line.step] : []));

describe('the library', () => {
  it('is sound', () => {
    expect(libraryIssues).toEqual([]);
  });

  it('no unit of one organisation has the uid of another’s', () => {
    const uids = directory.organisations.flatMap(({ units }) => units.map(({ uid }) => uid));
    expect(uids.filter((uid, n) => uids.indexOf(uid) !== n)).toEqual([]);
  });
});

describe.each([
  // It has no groups, and so no criteria: the compiler says so, and that is as it should be.
  { of: capital, expected: ['campaign.part.missing'], groups: 0, forms: 5 },
  { of: clusters, expected: [], groups: 4, forms: 4 },
])('$of.id', ({ of, expected, groups, forms }) => {
  const { id, files, campaign, issues } = of;

  it('compiles with nothing but the warnings that are wanted', () => {
    expect(issues.map(({ code }) => code)).toEqual(expected);
  });

  it('has an organisation, roles, a calendar and forms of its own', () => {
    const others = [capital, clusters].filter((one) => one !== of).map((one) => one.campaign);
    for (const other of others) {
      expect(other.organisation).not.toBe(campaign.organisation);
      expect(other.calendar).not.toBe(campaign.calendar);
      expect(Object.keys(other.roles).filter((role) => role in campaign.roles)).toEqual([]);
    }
    expect(Object.keys(campaign.roles).length).toBeGreaterThanOrEqual(7);
    expect(new Set(Object.values(campaign.entries).map((one) => one.form.id)).size).toBe(forms);
    expect(campaign.definition.groups ?? []).toHaveLength(groups);
    expect(campaign.phases).toHaveLength(1);
  });

  it('says of every designed part that it is one, and why', () => {
    const silent = Object.entries(files)
      .filter(([path]) => path.endsWith('.json'))
      .flatMap(([path, text]) =>
        objectsOf(JSON.parse(text))
          .filter(({ pointer, object }) => isDesigned(path, pointer, object))
          .filter(({ object }) => !object['source'] && !(object['assumption'] && object['reason']))
          .map(({ pointer }) => `${path}${pointer}`),
      );
    expect(silent).toEqual([]);
  });

  it('nobody is asked who is not in the organisation, on the first and the last day', () => {
    const organisation = library.organisations[campaign.organisation]!;
    const memberships: Membership[] = organisation.roles.flatMap(({ id: role, level }) =>
      organisation.units
        .filter((unit) => unit.level === level)
        .flatMap(({ uid }) =>
          [1, 2].map((n) => ({
            id: `${role}-${uid}-${n}`,
            account: `${role}-${uid}-${n}`,
            role: `${organisation.id}/${role}`,
            unit: uid,
            from: '2026-01-01',
          })),
        ),
    );
    for (const day of [campaign.opens, campaign.closes])
      expect(staffing(campaign, { ...directory, memberships }, day)).toEqual([]);
  });

  it.each<Script>([
    'approved',
    'returned',
    'refused',
  ])('a case of each entry that is %s goes as it did', async (script) => {
    const text = Object.values(campaign.entries).flatMap(({ id: entry, definition }) => [
      `# ${definition.title.vi}`,
      ...play(of, entry, script, usual(entry)).text,
      '',
    ]);
    await expect(text.join('\n')).toMatchFileSnapshot(`${root}test/fixtures/transcripts/${id}-${script}.txt`);
  });

  it.each<[Script, string, number]>([
    ['approved', 'approved', 0],
    ['returned', 'approved', 1],
    ['refused', 'rejected', 0],
  ])('every entry can be %s and ends %s', (script, outcome, returns) => {
    for (const entry of Object.keys(campaign.entries)) {
      const played = play(of, entry, script, usual(entry));
      expect(played.issues, entry).toEqual([]);
      expect(played.final, entry).toMatchObject({ state: 'ended', outcome });
      const returned = played.lines.filter((line) => line.kind === 'event' && line.type === 'returned');
      expect(returned, entry).toHaveLength(returns);
    }
  });
});

/** A part somebody had to design: a step of people, a question, a criterion, an entry, a right, a milestone. */
function isDesigned(path: string, pointer: string, { kind, type }: Record<string, unknown>): boolean {
  if (/^\/(entries|access|milestones|phases|legalBases|retention)\/\d+$/.test(pointer)) return true;
  if (path.startsWith('workflows/')) return /^\/steps\/\d+$/.test(pointer) && kind !== 'end';
  if (path.startsWith('forms/')) return /^\/fields\/\d+$/.test(pointer) && type !== 'section';
  if (path.startsWith('groups/')) return /^\/criteria\/\d+$/.test(pointer);
  return pointer === '';
}

describe('steps whose kind is not built yet', () => {
  it.each([
    [capital.id, 'xet-tang', 'hoi-dong', 'vote'],
    [capital.id, 'xet-tang', 'cong-khai', 'post'],
    [clusters.id, 'binh-xet', 'cham-cheo-1', 'score'],
    [clusters.id, 'binh-xet', 'cham-cheo-2', 'peers'],
    [clusters.id, 'binh-xet', 'hop-khoi', 'vote'],
    [clusters.id, 'binh-xet', 'hoi-dong-bo', 'vote'],
  ])('%s, %s: %s stands in for %s, and says so', (id, workflow, step, kind) => {
    const { steps } = jsonOf<{ steps: Record<string, unknown>[] }>(
      `definitions/${id}/workflows/${workflow}.json`,
    );
    expect(steps.find(({ id }) => id === step)).toMatchObject({
      kind: 'review',
      assumption: true,
      reason: expect.stringMatching(new RegExp(`thay cho .*\\(${kind}\\)`)),
    });
  });
});

describe('the title of the capital', () => {
  const entry = 'de-cu-danh-hieu';

  it('goes from the nomination to the decision in the order the city set', () => {
    expect(stepsOf(play(capital, entry, 'approved'))).toEqual([
      'de-cu',
      'tham-dinh',
      'hoi-dong',
      'y-kien-dang',
      'xem-y-kien',
      'cong-khai',
      'quyet-dinh',
    ]);
  });

  it.each([
    ['who was given it before', { neverAwarded: false }],
    ['with a disciplinary measure', { neverDisciplined: false }],
  ])('somebody %s is not appraised', (_, answers) => {
    const played = play(capital, entry, 'approved', answers);
    expect(stepsOf(played)).toEqual(['de-cu', 'xac-nhan-dieu-kien']);
    expect(played.final).toMatchObject({ state: 'ended', outcome: 'rejected' });
  });

  it('is nominated by 31 March, and stays public for seven working days', () => {
    const [period] = periodsOf(capital.campaign, entry, capital.calendar);
    expect(period!.closesAt).toBe('2026-03-31T10:00:00.000Z');
    const posted = play(capital, entry, 'approved').lines.find(
      (line) => line.kind === 'event' && line.type === 'tasked' && line.step === 'cong-khai',
    );
    // Seven working days after Monday 2 February, across one weekend.
    expect(posted).toMatchObject({ dueAt: '2026-02-11T10:00:00.000Z' });
  });

  const session = { heldOn: '2026-05-20', members: '20', present: '18', written: '2', considered: '12' };
  it.each([
    ['with ten passed by 90 percent', { passed: '10', lowestVotes: '18' }, []],
    ['with eleven passed', { passed: '11', lowestVotes: '18' }, ['/passed']],
    ['with one passed by 85 percent', { passed: '1', lowestVotes: '17' }, ['/lowestShare']],
    ['with more votes than voters', { passed: '1', lowestVotes: '21' }, ['/lowestVotes']],
    [
      'with more present than members',
      { present: '21', written: '0', passed: '0' },
      ['/present', '/written'],
    ],
  ])('the council’s minutes %s', (_, answers, wrong) => {
    const { form } = capital.campaign.entries['bien-ban-hop-hoi-dong']!;
    const { issues } = evaluate(form, { ...session, ...answers }, { today: '2026-05-21', names: {} });
    expect(issues.filter(({ severity }) => severity === 'error').map(({ pointer }) => pointer)).toEqual(
      wrong,
    );
  });
});

describe('the flag of the clusters', () => {
  it('goes through every step, from scoring oneself to the Minister', () => {
    expect(stepsOf(play(clusters, scoring, 'approved', scored))).toEqual([
      'tu-cham',
      'cham-cheo-1',
      'cham-cheo-2',
      'hop-khoi',
      'cho-to-trinh',
      'lap-to-trinh',
      'ky-to-trinh',
      'tham-dinh-vu',
      'hoi-dong-bo',
      'bo-truong-quyet-dinh',
    ]);
  });

  it('the two who score across are two, and neither scored itself', () => {
    const { lines } = play(clusters, scoring, 'approved', scored);
    const [own, first, second] = lines.flatMap((line) =>
      line.kind === 'event' && ['submitted', 'decided'].includes(line.type) ? [line.who] : [],
    );
    expect(new Set([own, first, second]).size).toBe(3);
  });

  it.each([
    ['under 80 points', { ...scored, targetsPoints: '10' }],
    ['after a serious breach', { ...scored, seriousBreach: true }],
  ])('%s a unit is ranked and no flag is asked for', (_, answers) => {
    const played = play(clusters, scoring, 'approved', answers);
    expect(stepsOf(played).at(-1)).toBe('hop-khoi');
    expect(played.final).toMatchObject({ outcome: 'closed' });
  });

  it('is followed in four quarters, each with a deadline in its own year', () => {
    const entry = 'bao-cao-thi-dua-quy';
    const periods = periodsOf(clusters.campaign, entry, clusters.calendar);
    expect(periods.map(({ id }) => id)).toEqual(['2026-q1', '2026-q2', '2026-q3', '2026-q4']);
    const due = periods.map(({ id: period }) => {
      const { lines } = simulate(clusters.campaign, {
        entry,
        script: 'late',
        period,
        directory,
        calendar: clusters.calendar,
      });
      return lines.flatMap((line) => (line.kind === 'event' && line.dueAt ? [line.dueAt] : []));
    });
    expect(due.flat().map((at) => at.slice(0, 10))).toEqual([
      '2026-03-20',
      '2026-06-19',
      '2026-09-21',
      '2026-12-22',
    ]);
  });

  it('a unit that does not score itself is told twice; then its cluster and the ministry are', () => {
    const { lines, issues } = play(clusters, scoring, 'late');
    expect(issues).toEqual([]);
    expect(
      lines.flatMap((line) =>
        line.kind === 'message' ? [[line.at.slice(0, 10), line.template, line.roles]] : [],
      ),
    ).toEqual([
      ['2026-11-02', 'viec-moi', 'Cán bộ thi đua của đơn vị thành viên'],
      ['2026-11-13', 'sap-den-han', 'Cán bộ thi đua của đơn vị thành viên'],
      ['2026-11-16', 'den-han-hom-nay', 'Cán bộ thi đua của đơn vị thành viên'],
      ['2026-11-17', 'qua-han', 'Thư ký khối thi đua'],
      ['2026-11-23', 'qua-han', 'Chuyên viên Vụ Tổ chức cán bộ'],
    ]);
  });

  describe('its points', () => {
    let groups: GroupFile[];
    const { form } = clusters.campaign.entries[scoring]!;
    beforeAll(() => {
      groups = Object.entries(clusters.files).flatMap(([path, text]) =>
        path.startsWith('groups/') ? [JSON.parse(text) as GroupFile] : [],
      );
    });

    it('make a hundred, apart from a bonus and a deduction', () => {
      const criteria = groups.flatMap((group) => group.criteria ?? []);
      const weights = criteria.filter(({ kind }) => kind !== 'bonus' && kind !== 'deduction');
      expect(weights.reduce((sum, { max }) => sum + Number(max), 0)).toBe(100);
      expect(criteria.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['bonus', 'deduction']));
      const limits = form.fields.flatMap(({ definition }) =>
        definition.type === 'decimal' && definition.value === undefined ? [definition.max] : [],
      );
      expect([...limits].sort()).toEqual(criteria.map(({ max }) => max).sort());
    });

    const most = {
      targetsPoints: '30',
      reformPoints: '15',
      environmentPoints: '15',
      lawPoints: '10',
      unityPoints: '10',
      movementPoints: '12',
      reportingPoints: '8',
      bonusPoints: '0',
      deductionPoints: '0',
      seriousBreach: false,
      truthful: true,
    };
    it.each<[Answers, string, string]>([
      [{}, '100', 'xuat-sac'],
      [{ bonusPoints: '5', bonusReason: 'Sáng kiến' }, '105', 'xuat-sac'],
      [{ targetsPoints: '20' }, '90', 'xuat-sac'],
      [{ targetsPoints: '19.5' }, '89.5', 'tot'],
      [{ targetsPoints: '10' }, '80', 'tot'],
      [{ targetsPoints: '0', deductionPoints: '5', deductionReason: 'Báo cáo chậm' }, '65', 'kha'],
      [{ targetsPoints: '0', reformPoints: '0', environmentPoints: '10' }, '50', 'trung-binh'],
      [{ targetsPoints: '0', reformPoints: '0', environmentPoints: '9' }, '49', 'khong-xep-loai'],
      [{ seriousBreach: true }, '100', 'khong-xep-loai'],
    ])('%o give %s points and the grade %s', (answers, total, grade) => {
      const { answers: stored, issues } = evaluate(
        form,
        { ...most, ...answers },
        { today: '2026-11-10', names: {} },
      );
      expect(issues).toEqual([]);
      expect(stored).toMatchObject({ totalPoints: total, grade });
    });

    it('a bonus and a deduction need a reason', () => {
      const { required } = evaluate(
        form,
        { ...most, bonusPoints: '1', deductionPoints: '1' },
        { today: '2026-11-10', names: {} },
      );
      expect([...required]).toEqual(expect.arrayContaining(['bonusReason', 'deductionReason']));
    });
  });
});
