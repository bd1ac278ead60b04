import { describe, expect, it } from 'vitest';
import type { Answers } from '../../../engine/model/answers.ts';
import type { Script } from './demo-script.ts';
import { cornersOf } from './demo-script.ts';
import { jsonOf, seedPaths } from './seed-files.ts';
import { compiled, evaluateSeed } from './seed-forms.ts';

const script = jsonOf<Script>('definitions/demo/bac-lieu-2024.json');
const formIds = seedPaths('forms').map((path) => path.slice('forms/'.length, -'.json'.length));

/** A sound answer of each form: the least of a template of the demo. */
const sound = (form: string, template = 0): Answers =>
  cornersOf(script.answers['2025-01']![form]![template]!, [])[0]!;
const problems = (form: string, answers: Answers, previous?: Answers) =>
  evaluateSeed(form, answers, '2025-01', previous).issues.map(({ code, pointer }) => `${code} ${pointer}`);

describe('the monthly forms at work', () => {
  it.each(formIds)('%s compiles without a word', (id) => {
    const { form, issues } = compiled(id);
    expect(issues).toEqual([]);
    expect(form).not.toBeNull();
  });

  it.each<[string, Answers, string]>([
    ['bao-cao-thang-1', { tipsReceived: '5', tipsPassedOn: '6' }, 'tipsPassedOn'],
    ['bao-cao-thang-1', { tipsPassedOn: '5', tipsConfirmed: '6' }, 'tipsConfirmed'],
    ['bao-cao-thang-1', { socialEvilTips: '4', domesticViolenceTips: '4' }, 'domesticViolenceTips'],
    ['bao-cao-thang-1', { scenesAttended: '1', actsStopped: '2' }, 'actsStopped'],
    ['bao-cao-thang-2', { sessions: '4', peopleReached: '3' }, 'peopleReached'],
    ['bao-cao-thang-3', { drills: '5', memberTurnsInDrills: '4' }, 'memberTurnsInDrills'],
    ['bao-cao-thang-3', { placesAdvised: '3', hazardsFound: '4' }, 'hazardsFound'],
    ['bao-cao-thang-3', { hazardsFound: '3', hazardsFixed: '4' }, 'hazardsFixed'],
    ['bao-cao-thang-4', { householdsVisited: '10', residenceReminders: '11' }, 'residenceReminders'],
    ['bao-cao-thang-5', { newlyAssigned: '9' }, 'newlyAssigned'],
    ['bao-cao-thang-5', { livelihoodHelp: '9' }, 'livelihoodHelp'],
    ['bao-cao-thang-5', { progressed: '4', relapsed: '3' }, 'relapsed'],
    ['bao-cao-thang-6', { shifts: '3', hours: '36.5', peakShifts: '3' }, 'hours'],
    ['bao-cao-thang-6', { memberTurns: '8' }, 'memberTurns'],
    ['bao-cao-thang-6', { peakShifts: '10' }, 'peakShifts'],
    ['bao-cao-thang-6', { incidentsFound: '1', incidentsHandedOver: '2' }, 'incidentsHandedOver'],
    ['bao-cao-thang-7', { goodDeeds: '1', examplesProposed: '2' }, 'examplesProposed'],
    ['bao-cao-thang-7', { storiesSent: '2', storiesPublished: '3' }, 'storiesPublished'],
    ['bao-cao-thang-7', { consentGiven: false }, 'consentGiven'],
  ])('%s refuses %o at %s', (form, change, field) => {
    expect(problems(form, sound(form))).toEqual([]);
    expect(problems(form, { ...sound(form), ...change })).toEqual([`answers.check.failed /${field}`]);
  });

  it('hours up to twelve a shift are taken', () => {
    expect(problems('bao-cao-thang-6', { ...sound('bao-cao-thang-6'), shifts: '9', hours: '108' })).toEqual(
      [],
    );
  });

  it.each<[string, string, string]>([
    ['bao-cao-thang-1', 'tipsPassedOn', '11'],
    ['bao-cao-thang-2', 'sessions', '7'],
    ['bao-cao-thang-3', 'placesAdvised', '21'],
    ['bao-cao-thang-4', 'householdsVisited', '31'],
    ['bao-cao-thang-5', 'visits', '21'],
    ['bao-cao-thang-6', 'shifts', '16'],
    ['bao-cao-thang-7', 'storiesSent', '7'],
  ])('%s doubts %s = %s only when it is more than three times last month', (form, field, many) => {
    const answers: Answers = {
      ...sound(form),
      [field]: many,
      ...(form === 'bao-cao-thang-1' ? { tipsReceived: many } : {}),
      ...(form === 'bao-cao-thang-2' ? { peopleReached: '90' } : {}),
      ...(form === 'bao-cao-thang-6' ? { memberTurns: '60' } : {}),
    };
    expect(problems(form, answers)).toEqual([]);
    const third = String(Math.ceil(Number(many) / 3));
    expect(problems(form, answers, { [field]: third })).toEqual([]);
    expect(problems(form, answers, { [field]: '2' })).toEqual([`answers.check.doubtful /${field}`]);
  });

  it('works out totals and rates', () => {
    const computed = (form: string, answers: Answers) => evaluateSeed(form, answers, '2025-01').answers;
    const one = { ...sound('bao-cao-thang-1'), tipsPassedOn: '6', tipsConfirmed: '4' };
    expect(computed('bao-cao-thang-1', one)).toMatchObject({ confirmedRate: '66.7' });
    const two = { ...sound('bao-cao-thang-2', 1), modelsKept: '2', sessions: '3', peopleReached: '100' };
    expect(computed('bao-cao-thang-2', two)).toMatchObject({ modelsTotal: '3', peoplePerSession: '33.3' });
    const five = { ...sound('bao-cao-thang-5'), engaged: '7', visits: '9', progressed: '2' };
    expect(computed('bao-cao-thang-5', five)).toMatchObject({ visitsPerPerson: '1.3', remaining: '5' });
  });

  it('asks nothing more of a team to whom nothing happened', () => {
    const quiet = sound('bao-cao-thang-1', 1);
    const { visible, issues, answers } = evaluateSeed('bao-cao-thang-1', quiet, '2025-01');
    expect(issues).toEqual([]);
    for (const field of ['confirmedRate', 'minutesToReport', 'socialEvilTips'])
      expect(visible.has(field), field).toBe(false);
    expect(answers).not.toHaveProperty('confirmedRate');
  });

  it('a new model’s day lies within the period', () => {
    const answers = sound('bao-cao-thang-2', 1);
    expect(problems('bao-cao-thang-2', { ...answers, launchDate: '2024-12-20' }).length).toBe(1);
    expect(problems('bao-cao-thang-2', { ...answers, launchDate: '2024-12-21' })).toEqual([]);
    expect(problems('bao-cao-thang-2', { ...answers, launchDate: '2025-01-21' }).length).toBe(1);
  });

  it('nothing personal gets through a long text', () => {
    for (const summary of [
      'Ông Nguyễn Văn A giúp dân',
      'Gọi 0912 345 678',
      'Số căn cước 012345678901',
      'sinh năm 1990',
    ])
      expect(problems('bao-cao-thang-7', { ...sound('bao-cao-thang-7'), summary }).length, summary).toBe(1);
  });
});

describe('the demo’s answers', () => {
  const cases = Object.entries(script.answers).flatMap(([period, byEntry]) =>
    Object.entries(byEntry).flatMap(([entry, templates]) =>
      templates.map((template, number) => ({ period, entry, number, template })),
    ),
  );

  it.each(cases)('$period $entry, template $number: every corner passes every check', ({
    period,
    entry,
    template,
  }) => {
    const ranges = Object.keys(template);
    for (const answers of cornersOf(template, ranges)) {
      const { issues, answers: kept } = evaluateSeed(entry, answers, period);
      expect(issues).toEqual([]);
      // What the form would hide is not in the script.
      for (const id of Object.keys(answers)) expect(kept, id).toHaveProperty(id);
    }
  });

  it('what is sent again or corrected passes as well', () => {
    for (const { period, stories } of script.periods)
      for (const act of stories.flatMap((story) => story.acts))
        if (act.answers)
          for (const entry of act.entries!)
            for (const template of script.answers[period]![entry]!) {
              const changed = { ...template, ...act.answers };
              for (const answers of cornersOf(changed, Object.keys(changed)))
                expect(evaluateSeed(entry, answers, period).issues, `${period} ${entry}`).toEqual([]);
            }
  });
});
