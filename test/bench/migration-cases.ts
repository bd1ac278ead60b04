import { hash } from '../../engine/adapters/node/hash.ts';
import type { Answers } from '../../engine/model/answers.ts';
import type { Case } from '../../engine/model/case.ts';
import type { Command, Resolved, TransitionContext } from '../../engine/model/command.ts';
import type { Content } from '../../engine/model/event.ts';
import type { Directory } from '../../engine/model/organisation.ts';
import type { Calendar, Instant } from '../../engine/model/time.ts';
import {
  type Campaign,
  type CompiledEntry,
  caseIdOf,
  lookAt,
  periodsOf,
  sampleAnswers,
  sealContents,
  sealEvents,
  transition,
} from '../../engine/workflow/index.ts';

/** Cases with what they name, some thousands at a time. */
interface Played {
  cases: Case[];
  contents: Content[];
}

const batch = 2000;

/** How far the n-th case has come. */
const stories = [
  'due',
  'due',
  'due',
  'sent',
  'sent',
  'sent',
  'claimed',
  'returned',
  'sentAgain',
  'ended',
] as const;
type Story = (typeof stories)[number];

/**
 * Monthly reports of every team, played by the engine one command after another until there are as many as wanted:
 * owed, sent, claimed, returned, sent again, ended. Effects have left.
 */
export function* playCases(
  campaign: Campaign,
  directory: Directory,
  calendar: Calendar,
  wanted: number,
): Generator<Played> {
  const teams = directory.organisations[0]!.units.filter(({ level }) => level === 'team');
  const entries = Object.values(campaign.entries).filter(({ definition }) => definition.owed);
  let played: Played = { cases: [], contents: [] };
  let n = 0;
  for (let at = 0; n < wanted; at += 1) {
    let some = false;
    for (const entry of entries) {
      const period = periodsOf(campaign, entry.id, calendar)[at];
      if (!period) continue;
      some = true;
      for (const { uid, parents } of teams) {
        if (n >= wanted) break;
        const story = stories[n % stories.length]!;
        playOne(
          { campaign, directory, calendar, entry, played },
          uid,
          parents[0]!.unit,
          period.id,
          period.opensAt,
          story,
        );
        n += 1;
        if (played.cases.length >= batch) {
          yield played;
          played = { cases: [], contents: [] };
        }
      }
    }
    if (!some) break;
  }
  if (played.cases.length > 0) yield played;
}

interface Playing {
  campaign: Campaign;
  directory: Directory;
  calendar: Calendar;
  entry: CompiledEntry;
  played: Played;
}

const samples = new Map<string, Answers>();

function playOne(
  playing: Playing,
  unit: string,
  commune: string,
  period: string,
  opensAt: Instant,
  story: Story,
): void {
  const { campaign, directory, entry, played } = playing;
  const [leader, officer] = [`u-${unit}`, `u-${commune}`];
  const id = caseIdOf(campaign.id, entry.id, unit, period);
  let keys = 0;
  let at = Date.parse(opensAt);
  let current: Case | null = null;
  const bodies = new Map<string, Content>();

  function decide(command: Record<string, unknown>, actor: string): void {
    keys += 1;
    at += 3_600_000;
    let resolved: Resolved = {};
    for (;;) {
      const context: TransitionContext = {
        now: new Date(at).toISOString(),
        actor,
        via: 'web',
        directory,
        calendar: playing.calendar,
        ids: id,
        resolved,
      };
      const result = transition(campaign, current, { key: `k${keys}`, ...command } as Command, context);
      if (result.kind === 'refused') throw new Error(JSON.stringify(result.issues));
      if (result.kind === 'needs') {
        for (const request of result.requests)
          if (request.need === 'answers') {
            const body = bodies.get(request.digest)!.body as Answers;
            resolved = { ...resolved, answers: { ...resolved.answers, [request.digest]: body } };
          } else if (request.need === 'previous')
            resolved = { ...resolved, previous: { ...resolved.previous, [request.case]: null } };
          else throw new Error(`Nothing resolves ${request.need} here.`);
        continue;
      }
      const sealed = sealContents(result, (ref) => {
        const { kind, body } = result.contents.find((one) => one.ref === ref)!;
        const salt = `${id}/${keys}/${ref}`;
        const content: Content = {
          _id: hash.salted(salt, body),
          case: id,
          kind,
          v: 1,
          schema: campaign.version,
          salt,
          body,
          createdAt: context.now,
        };
        bodies.set(content._id, content);
        return content._id;
      });
      const events = sealEvents(id, sealed.events, hash, current?.history.at(-1)?.hash);
      current = { ...sealed.case, history: [...(current?.history ?? []), ...events] };
      return;
    }
  }

  const task = () => ({ id: current!.tasks[0]!.id, generation: current!.tasks[0]!.generation });
  const submit = () =>
    decide({ type: 'submit', task: task(), answers: answersOf(playing, current!) }, leader);
  const act = (kind: string, extra: object = {}) =>
    decide({ type: 'act', task: task(), action: actionOf(playing, current!, kind), ...extra }, officer);

  decide({ type: 'open', entry: entry.id, period, unit, attempt: 1 }, 'system');
  if (story !== 'due') submit();
  if (story === 'claimed') decide({ type: 'claim', task: task() }, officer);
  if (story === 'returned' || story === 'sentAgain') act('return', { reason: 'Xem lại các số liệu này.' });
  if (story === 'sentAgain') submit();
  if (story === 'ended') act('move');
  const { outbox: _, hasOutbox: __, ...stored } = current! as Case;
  played.cases.push(stored);
  played.contents.push(...bodies.values());
}

/** The answers of an entry's form: the same for every team, each answered. */
function answersOf({ campaign, directory, calendar, entry }: Playing, current: Case): Answers {
  let answers = samples.get(entry.id);
  if (!answers) {
    const context = {
      now: current.history[0]!.at,
      actor: 'system',
      via: 'worker',
      directory,
      calendar,
      ids: '',
    } as const;
    const sample = sampleAnswers(entry.form, lookAt(campaign, current, context).formContext(null), 'x');
    if (sample.issues.length > 0) throw new Error(JSON.stringify(sample.issues));
    answers = sample.answers;
    samples.set(entry.id, answers);
  }
  return answers;
}

function actionOf({ entry }: Playing, current: Case, kind: string): string {
  const { definition } = entry.workflow.byId[current.steps.at(-1)!.step]!;
  const actions = ('actions' in definition && definition.actions) || [];
  return actions.find((one) => one.kind === kind)!.id;
}
