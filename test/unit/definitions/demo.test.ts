import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type {
  CampaignFile,
  Field,
  FormFile,
  GroupFile,
  OrganisationFile,
  WorkflowFile,
} from '../../../engine/model/generated/definitions.ts';
import type { Script, Story } from './demo-script.ts';
import { jsonOf, seedJson, seedPaths } from './seed-files.ts';

const script = jsonOf<Script>('definitions/demo/bac-lieu-2024.json');
const organisation = jsonOf<OrganisationFile>('definitions/organisations/bac-lieu.json');
const people = jsonOf<{
  accounts: { id: string; login: string }[];
  memberships: { account: string; role: string; unit: string; from: string; to?: string }[];
  subjects: { uid: string; kind: string; unit: string }[];
}>(`definitions/demo/${script.people}.json`);
const workflow = seedJson<WorkflowFile>('workflows/bao-cao-thang.json');
const entries = seedPaths('groups').flatMap((path) => seedJson<GroupFile>(path).entries!.map(({ id }) => id));
const units = new Map(organisation.units.map((unit) => [unit.uid, unit]));
const actions = workflow.steps.flatMap((step) => ('actions' in step ? (step.actions ?? []) : []));

const unitOf = (login: string) => {
  const account = people.accounts.find((one) => one.login === login)!;
  return people.memberships.find((one) => one.account === account.id)!.unit;
};
const [december, january] = script.periods;

describe('the demo script', () => {
  it('is invented and says so', () => {
    expect(script).toMatchObject({ assumption: true, campaign: 'bac-lieu-2024' });
    expect(script.reason).toContain('hư cấu');
    expect(script.clock).toBe('2025-01-20T08:00:00+07:00');
    expect([december!.period, january!.period]).toEqual(['2024-12', '2025-01']);
  });

  it.each(script.periods)('tells of seventy-two teams in $period, each once', ({ stories }) => {
    const told = stories.flatMap((story) => story.units);
    expect(told.length).toBe(72);
    expect(new Set(told).size).toBe(72);
    for (const uid of told) expect(units.get(uid)?.level, uid).toBe('team');
  });

  it('tells of the same teams in both', () => {
    const teams = script.periods.map(({ stories }) => stories.flatMap((story) => story.units).sort());
    expect(teams[1]).toEqual(teams[0]);
  });

  it('offers accounts that are there', () => {
    const logins = new Set(people.accounts.map(({ login }) => login));
    expect(script.signIn.length).toBeGreaterThan(0);
    for (const login of script.signIn) expect(logins.has(login), login).toBe(true);
  });

  it('every team has a leader, and its commune an officer and a chief', () => {
    const holds = (unit: string, role: string) =>
      people.memberships.some(
        (one) => one.unit === unit && one.role === `bac-lieu/${role}` && (one.to ?? '9999') > '2025-01-31',
      );
    for (const uid of december!.stories.flatMap((story) => story.units)) {
      const commune = units
        .get(uid)!
        .parents.find(({ line, to }) => line === 'police' && (to ?? '9999') > '2025-01-31')!.unit;
      expect(holds(uid, 'team-leader'), uid).toBe(true);
      expect(holds(commune, 'commune-police-officer'), commune).toBe(true);
      expect(holds(commune, 'commune-police-chief'), commune).toBe(true);
    }
  });

  it('includes every team of the commune of the demo’s reviewer', () => {
    const commune = unitOf('congan');
    expect(unitOf('truongcax')).toBe(commune);
    const teams = organisation.units
      .filter(({ level, parents }) => level === 'team' && parents.some(({ unit }) => unit === commune))
      .map(({ uid }) => uid);
    expect(teams.length).toBeGreaterThanOrEqual(5);
    const told = new Set(january!.stories.flatMap((story) => story.units));
    for (const uid of teams) expect(told.has(uid), uid).toBe(true);
  });

  it('December is confirmed for sixty, some late, some returned, some corrected; twelve are behind', () => {
    const behind = december!.stories.filter((story) => !story.acts.some((act) => act.do === 'xac-nhan'));
    expect(behind.flatMap((story) => story.units).length).toBe(12);
    expect(behind.flatMap((story) => story.acts.map((act) => act.kind))).toContain('claim');
    for (const story of december!.stories.filter((one) => !behind.includes(one))) {
      const confirmed = story.acts
        .filter((act) => act.do === 'xac-nhan')
        .flatMap((act) => act.entries ?? entries);
      expect(confirmed.sort(), story.id).toEqual(entries);
    }
    const teams = (holds: (story: Story) => boolean) =>
      december!.stories
        .filter((story) => !behind.includes(story) && holds(story))
        .flatMap((story) => story.units).length;
    expect(teams((story) => story.acts.some((act) => act.do === 'tra-lai'))).toBeGreaterThanOrEqual(3);
    expect(teams((story) => story.acts.some((act) => act.kind === 'correct'))).toBeGreaterThanOrEqual(1);
    // December was due on 26 December, four working days after the 20th.
    expect(teams((story) => story.acts[0]!.at > '2024-12-26T17:00')).toBe(10);
  });

  it('January waits: most unopened, some sent, one returned, drafts for the demo’s team leader', () => {
    const byId = new Map(january!.stories.map((story) => [story.id, story]));
    expect(byId.get('chua-mo')!.acts).toEqual([]);
    expect(byId.get('chua-mo')!.units.length).toBeGreaterThan(40);
    expect(byId.get('nhap-do-dang')!.units).toEqual([unitOf('totruong')]);
    expect(byId.get('tra-lai-cho-sua')!.units.length).toBe(1);
    expect(january!.stories.flatMap((story) => story.acts).some((act) => act.do === 'xac-nhan')).toBe(false);
    const waiting = [...byId.get('da-gui')!.units, ...byId.get('tra-lai-cho-sua')!.units];
    expect(waiting.filter((uid) => uid.startsWith(`${unitOf('congan')}-`)).length).toBeGreaterThanOrEqual(2);
  });

  it('acts come after the opening, in order, and before the demo’s clock', () => {
    const opening = { '2024-12': '2024-12-20T06:00', '2025-01': '2025-01-20T06:00' };
    for (const { period, stories } of script.periods)
      for (const { id, acts } of stories) {
        let before = opening[period as keyof typeof opening];
        for (const act of acts) {
          expect(act.at >= before, `${period} ${id} ${act.at}`).toBe(true);
          before = new Date(Date.parse(`${act.at}Z`) + (act.within ?? 0) * 60_000).toISOString().slice(0, 16);
        }
        expect(before < script.clock.slice(0, 16), `${period} ${id}`).toBe(true);
      }
  });

  it('every act is one the workflow knows, with the reason it asks for', () => {
    for (const { stories } of script.periods)
      for (const act of stories.flatMap((story) => story.acts)) {
        for (const entry of act.entries ?? []) expect(entries).toContain(entry);
        if (act.kind === 'correct') expect(act.reason).toBeTruthy();
        if (act.kind !== 'act') continue;
        const action = actions.find(({ id }) => id === act.do);
        expect(action, act.do).toBeDefined();
        if (action!.reason === 'required')
          expect(act.reason!.length).toBeGreaterThanOrEqual(action!.reasonMinLength ?? 1);
      }
  });

  it('a team is at the step an act needs: sent, returned, sent again, confirmed', () => {
    for (const { period, stories } of script.periods)
      for (const { id, acts } of stories) {
        const standing = new Map(entries.map((entry) => [entry, workflow.start]));
        for (const act of acts.filter(({ kind }) => kind !== 'draft' && kind !== 'claim'))
          for (const entry of act.entries ?? entries) {
            const step = workflow.steps.find((one) => one.id === standing.get(entry))!;
            if (act.kind === 'correct') {
              expect(step, `${period} ${id}`).toMatchObject({ kind: 'review', fields: { correct: 'all' } });
              continue;
            }
            const action = 'actions' in step && step.actions?.find((one) => one.id === act.do);
            expect(action, `${period} ${id}: ${act.do} of ${entry} at ${step.id}`).toBeTruthy();
            standing.set(entry, (action as { to: string }).to);
          }
      }
  });
});

describe('what the demo’s people began', () => {
  const seed = seedJson<CampaignFile>('campaign.json');

  it('is about units and subjects of the register, each once an entry', () => {
    const register = new Map(people.subjects.map((one) => [one.uid, one]));
    const told = script.begun.flatMap(({ entry, period, of }) =>
      of.map(({ unit, subject }) => `${entry}/${period}/${subject ?? unit}`),
    );
    expect(new Set(told).size).toBe(told.length);
    for (const { entry, of } of script.begun) {
      const kind = seed.entries!.find(({ id }) => id === entry)!.subject;
      for (const { unit, subject } of of)
        if (kind === 'unit') expect(subject).toBeUndefined();
        else expect(register.get(subject!)).toMatchObject({ kind, unit });
    }
  });

  it('waits at every step of the award route, and has ended in every way', () => {
    const route = seedJson<WorkflowFile>('workflows/xet-khen-thuong.json');
    const done = new Set(script.begun.flatMap((story) => story.acts.map((act) => act.do)));
    const acts = route.steps.flatMap((step) => ('actions' in step ? (step.actions ?? []) : []));
    const left = acts.map(({ id }) => id).filter((id) => !done.has(id));
    expect(left).toEqual(['khong-xac-nhan', 'co-y-kien', 'khong-khen', 'xem-lai', 'xem-lai']);
    expect(script.dossiers.map(({ acts: own }) => own.length)).toEqual([2, 2, 1]);
  });

  it('attaches what is there', () => {
    const files = script.answers['dot-1']!;
    for (const [template] of Object.values(files))
      for (const value of Object.values(template!))
        if (typeof value === 'object' && 'file' in value)
          expect(existsSync(join(import.meta.dirname, '../../../definitions/demo/files', value.file))).toBe(
            true,
          );
  });
});

describe('the demo’s answers', () => {
  const cases = Object.entries(script.answers).flatMap(([period, byEntry]) =>
    Object.entries(byEntry).map(([entry, templates]) => ({ period, entry, templates })),
  );

  it('are there for both periods and all entries, and for what is begun', () => {
    const begun = new Set(script.begun.map(({ period, entry }) => `${period}/${entry}`));
    expect(cases.map(({ period, entry }) => `${period}/${entry}`).sort()).toEqual(
      [
        ...['2024-12', '2025-01'].flatMap((period) => entries.map((entry) => `${period}/${entry}`)),
        ...begun,
      ].sort(),
    );
  });

  it.each(cases)('$period $entry: every answer is for a field that is asked', ({ entry, templates }) => {
    const form = seedJson<FormFile>(`forms/${entry}.json`);
    const fields = new Map(form.fields.map((field) => [field.id, field]));
    for (const template of templates)
      for (const [id, value] of Object.entries(template)) {
        const field = fields.get(id) as Exclude<Field, { type: 'section' | 'note' }> | undefined;
        expect(field, id).toBeDefined();
        expect(field!.value, id).toBeUndefined();
        if (typeof value === 'object' && 'from' in value) {
          expect(['integer', 'decimal'], id).toContain(field!.type);
          expect(value.from, id).toBeLessThan(value.to);
        }
      }
  });
});
