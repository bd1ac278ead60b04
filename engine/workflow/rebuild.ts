import { dayOf } from '../calendar/index.ts';
import type { Answers } from '../model/answers.ts';
import type { Case, CaseProjections, CaseState, OutboxEntry } from '../model/case.ts';
import type { TransitionContext } from '../model/command.ts';
import type { CaseEvent } from '../model/event.ts';
import type { Campaign } from './campaign.ts';
import { announce, type Occasion } from './effects.ts';
import { visitOfTask } from './events/standing.ts';
import { applyEvent, fold, stateOf } from './fold.ts';
import { periodOf } from './periods.ts';
import { project } from './project.ts';
import { caseSearchWords } from './transition.ts';
import { beginTurn, type Turn } from './turn.ts';
import { wakeKinds } from './wakes/index.ts';

/** Everything the events of a case's document announced, but for what was taken back, as outbox entries. */
export function announcedEffects(campaign: Campaign, aCase: Case, context: TransitionContext): OutboxEntry[] {
  const taken = new Set(
    aCase.history.flatMap(({ type, data }) => (type === 'undone' ? (data['of'] as number[]) : [])),
  );
  const found: OutboxEntry[] = [];
  let state: CaseState | undefined = aCase.base?.state;
  for (const event of aCase.history) {
    const before = state;
    state = state ? applyEvent(state, event) : fold([event]);
    const keys = (event.data['effects'] as string[] | undefined) ?? [];
    if (keys.length === 0 || taken.has(event.seq)) continue;
    const turn = turnOf(campaign, aCase, event, context);
    turn.state = state;
    const wake = before?.wakes.find(({ id }) => id === event.data['wake']);
    if (wake) {
      turn.state = before!;
      wakeKinds.of(wake.kind).fire(turn, wake);
    } else announceAgain(turn, event);
    found.push(...turn.effects.filter(({ key }) => keys.includes(key)));
  }
  return found;
}

/**
 * The projections of a case made anew, for `thidua reindex`. `delivered` are the keys of effects that have
 * deliveries; `answers` those of the submission that stands.
 */
export function projectAnew(
  campaign: Campaign,
  aCase: Case,
  context: TransitionContext,
  { delivered, answers }: { delivered: ReadonlySet<string>; answers: Answers },
): CaseProjections {
  const outbox = announcedEffects(campaign, aCase, context).filter(({ key }) => !delivered.has(key));
  const turn = turnOf(campaign, aCase, aCase.history.at(-1)!, context);
  return project(stateOf(aCase), { outbox, searchWords: caseSearchWords(turn, answers) });
}

/** A turn as it was when an event was made, but for the directory and calendar of today. */
function turnOf(campaign: Campaign, aCase: Case, event: CaseEvent, context: TransitionContext): Turn {
  const entry = campaign.entries[aCase.entry]!;
  const period = periodOf(campaign, entry.id, aCase.period, context.calendar)!;
  const then: TransitionContext = { ...context, now: event.at, actor: event.actor };
  const command = { type: 'wake', key: event.key } as const;
  return beginTurn(campaign, entry, period, aCase, aCase, command, then, dayOf(event.at, campaign.timezone));
}

/** Announces again what an event announced. A task may have been announced as work that was returned. */
function announceAgain(turn: Turn, { type, data }: CaseEvent): void {
  const id = data['task'] as string | undefined;
  const step = (data['step'] as string | undefined) ?? '';
  const at = id ? visitOfTask(id) : { step, visit: turn.state.visits[step] ?? 1 };
  const task = turn.state.tasks.find((one) => one.id === id);
  const action = data['action'] as string | undefined;
  const occasions: Occasion[] = type === 'tasked' ? ['tasked', 'returned'] : [type as Occasion];
  for (const occasion of occasions)
    announce(turn, occasion, {
      ...at,
      ...(type === 'tasked' && task ? { task } : {}),
      ...(action === undefined ? {} : { action }),
    });
}
