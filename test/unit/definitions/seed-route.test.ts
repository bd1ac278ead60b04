import { describe, expect, it } from 'vitest';
import { openCommand } from '../../../engine/app/opening.ts';
import { compile } from '../../../engine/compile/index.ts';
import type { Answers } from '../../../engine/model/answers.ts';
import type { Case, NotifyEntry } from '../../../engine/model/case.ts';
import type { Command, Resolved } from '../../../engine/model/command.ts';
import { sealContents, sealEvents, transition } from '../../../engine/workflow/index.ts';
import { cornersOf, type Script } from './demo-script.ts';
import { jsonOf, seed } from './seed-files.ts';
import { accountOf, directory, library } from './seed-library.ts';

const campaign = compile(Object.fromEntries(seed), library).campaign!;
const calendar = library.calendars['vn-office']!;
const script = jsonOf<Script>('definitions/demo/bac-lieu-2024.json');
const entry = 'bao-cao-thang-6';
const answers: Answers = cornersOf(script.answers['2025-01']![entry]![0]!, [])[0]!;

const unit = 'bac-lieu-phuong-1-khom-1';
const [leader, officer, other] = [accountOf('totruong'), accountOf('congan'), accountOf('canbo')];
const chief = 'bac-lieu/commune-police-chief@bac-lieu-phuong-1';
const province = 'bac-lieu/provincial-desk@tinh-bac-lieu';
const inBacLieu = (at: string | undefined) =>
  at && new Date(Date.parse(at) + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

/** The chain is not looked at here: any text does for a hash. */
const plainHash = { text: (text: string) => text, json: () => 'hash' };

/** One report of a team, from its opening on the 20th; the clock goes where it is told. */
function report() {
  const { id, command } = openCommand(campaign, { entry, period: '2025-01' }, { unit });
  const contents = new Map<string, unknown>();
  const sent: (NotifyEntry & { when: string })[] = [];
  let at = '';
  let now: Case | null = null;

  function decide(command: Command, actor: string): Case | string[] {
    let resolved: Resolved = {};
    for (;;) {
      const result = transition(campaign, now, command, {
        now: at,
        actor,
        via: actor === 'system' ? 'worker' : 'web',
        directory,
        calendar,
        ids: `ids-${now?.revision ?? 0}`,
        resolved,
      });
      if (result.kind === 'refused') return result.issues.map(({ code }) => code);
      if (result.kind === 'needs') {
        for (const request of result.requests)
          if (request.need === 'answers')
            resolved = {
              ...resolved,
              answers: { [request.digest]: contents.get(request.digest) as Answers },
            };
          else if (request.need === 'previous')
            resolved = { ...resolved, previous: { [request.case]: null } };
          else throw new Error(`nothing resolves ${request.need}`);
        continue;
      }
      const names = new Map(result.contents.map(({ ref }) => [ref, `content-${contents.size}-${ref}`]));
      for (const { ref, body } of result.contents) contents.set(names.get(ref)!, body);
      const done = sealContents(result, (ref) => names.get(ref)!);
      const last = now?.history.at(-1)?.hash;
      const history = [...(now?.history ?? []), ...sealEvents(id, done.events, plainHash, last)];
      for (const effect of done.effects)
        if (effect.kind === 'notify') sent.push({ ...effect, when: inBacLieu(at)! });
      now = { ...done.case, history };
      return now;
    }
  }

  const task = () => {
    const { id, generation } = now!.tasks[0]!;
    return { id, generation };
  };
  const play = {
    sent,
    at(moment: string) {
      at = new Date(`${moment.replace(' ', 'T')}:00+07:00`).toISOString();
      return play;
    },
    do: (command: Command, actor: string) => decide(command, actor),
    submit: (by: string, change: Answers = {}) =>
      decide({ type: 'submit', key: `submit ${at}`, task: task(), answers: { ...answers, ...change } }, by),
    act: (action: string, by: string, more: Partial<Extract<Command, { type: 'act' }>> = {}) =>
      decide({ type: 'act', key: `${action} ${at}`, task: task(), action, ...more }, by),
    correct: (by: string, change: Answers) =>
      decide({ type: 'correctField', key: `correct ${at}`, task: task(), answers: change }, by),
    /** Lets the case wake at each of its moments up to one. */
    pass(until: string) {
      const end = new Date(`${until.replace(' ', 'T')}:00+07:00`).toISOString();
      for (let next = now!.nextWakeAt; next && next <= end; next = now!.nextWakeAt) {
        at = next;
        const before: number = now!.revision;
        decide({ type: 'wake', key: `wake ${next}` }, 'system');
        // What waits in the outbox wakes the case too; here it is taken as delivered.
        now = { ...now!, outbox: [] };
        const wakes = now.wakes.map((one) => one.at).sort();
        now = { ...now, nextWakeAt: wakes[0] };
        if (now.revision === before && wakes[0] === next) throw new Error(`stuck at ${next}`);
      }
      return play.at(until);
    },
    get case() {
      return now!;
    },
  };
  play.at('2025-01-20 06:00').do(command, 'system');
  return play;
}

const told = (play: ReturnType<typeof report>) =>
  play.sent.map(({ when, template, audience }) => [when, template, ...audience]);
const standing = ({ case: { state, steps, dueAt } }: ReturnType<typeof report>) => [
  state,
  steps.at(-1)?.step,
  inBacLieu(dueAt),
];

describe('a monthly report of the seed, from one end to the other', () => {
  it('opens on the 20th and is due four working days later', () => {
    expect(standing(report())).toEqual(['due', 'lap-bao-cao', '2025-01-24 17:00']);
  });

  it('that nobody opens is reminded twice, then told to the commune’s chief and to the province, over Tết', () => {
    const play = report().pass('2025-03-01 00:00');
    const team = `bac-lieu/team-leader@${unit}`;
    expect(told(play)).toEqual([
      ['2025-01-20 06:00', 'viec-moi', team],
      ['2025-01-23 07:30', 'sap-den-han', team],
      ['2025-01-24 07:30', 'den-han-hom-nay', team],
      ['2025-02-03 07:30', 'cham-nop-bao-xa', chief],
      ['2025-02-05 07:30', 'cham-nop-bao-tinh', province],
    ]);
    expect(standing(play)).toEqual(['due', 'lap-bao-cao', '2025-01-24 17:00']);
  });

  it('is sent, checked within three working days, and confirmed', () => {
    const play = report().at('2025-01-21 09:00');
    play.submit(leader);
    expect(standing(play)).toEqual(['running', 'kiem-tra', '2025-01-24 17:00']);
    play.at('2025-01-22 09:00').act('xac-nhan', officer);
    expect(play.case).toMatchObject({ state: 'ended', outcome: 'approved' });
    expect(play.case.wakes).toEqual([]);
    expect(told(play).map(([, template]) => template)).toEqual([
      'viec-moi',
      'da-gui',
      'viec-moi',
      'da-xac-nhan',
    ]);
  });

  it('returned comes back with two working days of its own, goes to who returned it, and is confirmed', () => {
    const play = report().at('2025-01-24 15:00');
    play.submit(leader);
    expect(standing(play)).toEqual(['running', 'kiem-tra', '2025-02-05 17:00']);
    play.at('2025-02-03 09:00');
    expect(play.act('tra-lai', officer, { reason: 'ngắn' })).toEqual(['command.reason.too_short']);
    const reason = 'Số giờ tuần tra chưa khớp với sổ ca trực.';
    play.act('tra-lai', officer, {
      reason,
      remarks: [{ field: 'hours', text: 'Cộng lại theo sổ ca trực.' }],
    });
    expect(standing(play)).toEqual(['running', 'bo-sung', '2025-02-05 17:00']);
    play.at('2025-02-04 08:00').submit(leader, { hours: '30' });
    expect(standing(play).slice(0, 2)).toEqual(['running', 'kiem-tra']);
    expect(play.case.tasks[0]!.claimedBy).toBe(officer);
    play.at('2025-02-04 10:00').act('xac-nhan', officer);
    expect(play.case).toMatchObject({ state: 'ended', submission: { values: { hours: '30' } } });
    expect(told(play).map(([, template]) => template)).toContain('bi-tra-lai');
  });

  it('corrected in place keeps both figures in its history', () => {
    const play = report().at('2025-01-21 09:00');
    play.submit(leader, { trafficReminders: '20' });
    play.at('2025-01-22 09:00').correct(other, { trafficReminders: '22' });
    expect(play.case.submission!.values['trafficReminders']).toBe('22');
    const event = play.case.history.find(({ type }) => type === 'corrected')!;
    expect(event.data).toMatchObject({ was: { trafficReminders: '20' }, values: { trafficReminders: '22' } });
  });

  it('an unchecked report is told to the chief and the province as well', () => {
    const play = report().at('2025-01-21 09:00');
    play.submit(leader);
    play.pass('2025-03-01 00:00');
    const late = told(play).filter(([, template]) => template!.startsWith('cham-'));
    expect(late).toEqual([
      ['2025-02-03 07:30', 'cham-kiem-tra-bao-xa', chief],
      ['2025-02-05 07:30', 'cham-kiem-tra-bao-tinh', province],
    ]);
  });

  it('late is taken and says so', () => {
    const play = report().pass('2025-02-04 09:00');
    play.submit(leader);
    expect(play.case.history.find(({ type }) => type === 'submitted')!.data['late']).toBe(true);
  });

  it('the leader may not confirm, the reviewer may not send', () => {
    const play = report().at('2025-01-21 09:00');
    expect(play.submit(officer)).toEqual(expect.arrayContaining([expect.stringMatching(/^command\./)]));
    play.submit(leader);
    expect(play.act('xac-nhan', leader)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^command\./)]),
    );
    expect(play.case.state).toBe('running');
  });
});
