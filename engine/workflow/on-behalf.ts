import type { ReviewStep } from '../model/generated/definitions.ts';
import type { Day } from '../model/time.ts';
import { assigneeKinds } from './assignees/index.ts';
import type { CompiledStep } from './campaign.ts';
import type { Routing } from './routing.ts';
import { asksOf, stepKinds } from './steps/index.ts';
import { refuse, type Turn } from './turn.ts';

/**
 * May somebody type in what a unit brought on paper? A rule of the entry's access list says so, for its role at that
 * unit or, where it reaches below, at one above on its line. Whoever stands in for such a person may as well.
 */
export function mayEnterFor(
  { campaign, entry, directory, day }: Pick<Routing, 'campaign' | 'entry' | 'directory' | 'day'>,
  account: string,
  unit: string,
): boolean {
  const rules = entry.access.filter(({ enterOnBehalf }) => enterOnBehalf === true);
  if (rules.length === 0 || entry.definition.subject === 'cases') return false;
  const located = directory.currentUnit(unit, day);
  if (located.kind !== 'unit') return false;
  const { uid } = located.unit;
  const lines = (directory.organisationOf(uid)?.lines ?? []).map(({ id }) => id);
  const held = [account, ...directory.actingFor(account, day)].flatMap((one) =>
    directory.membershipsOf(one, day),
  );
  return rules.some(({ role, at, line }) =>
    held.some(
      (one) =>
        one.role === campaign.roles[role] &&
        one.unit !== undefined &&
        (one.unit === uid ||
          (at === 'below' &&
            (line === undefined ? lines : [line]).some((on) =>
              directory.isAtOrBelow(uid, one.unit!, on, day),
            ))),
    ),
  );
}

/** Does the command type something in for somebody the actor does not stand in for? */
export function isTypedIn({ command, context, directory, day }: Turn): boolean {
  const { onBehalfOf } = command;
  if (onBehalfOf === undefined || onBehalfOf === context.actor) return false;
  return !directory.actingFor(context.actor, day).includes(onBehalfOf);
}

/**
 * The day that stands on the paper something was typed in from; undefined where nothing was. What is typed in names
 * such a day, which has come; what somebody sends themselves has none. Otherwise the command is refused.
 */
export function paperDayOf(turn: Turn, paperDay: Day | undefined): Day | undefined {
  const typed = isTypedIn(turn);
  if (typed && paperDay === undefined) refuse(turn, 'command.paper.missing', {}, '/paperDay');
  if (!typed && paperDay !== undefined) refuse(turn, 'command.paper.own', {}, '/paperDay');
  if (paperDay !== undefined && paperDay > turn.day) {
    const date = `${paperDay.slice(8)}/${paperDay.slice(5, 7)}/${paperDay.slice(0, 4)}`;
    refuse(turn, 'command.paper.future', { date }, '/paperDay');
  }
  return typed ? paperDay : undefined;
}

/**
 * Whoever types something in at a step does not confirm it: where nobody else is asked at the step it goes to, it
 * would wait for ever. True when there is somebody else, or that step lets the typist confirm; of a step that asks
 * nobody, when there is on one of its ways.
 */
export function hasAnotherToConfirm(
  routing: Routing,
  from: string,
  { definition }: CompiledStep,
  typist: string,
  passed: readonly string[] = [],
): boolean {
  const kind = stepKinds.of(definition.kind);
  const asks = asksOf(kind, definition);
  const ways = asks.length > 0 ? [] : kind.leads(definition).filter(({ to }) => !passed.includes(to));
  if (ways.length > 0)
    return ways.some(({ to }) =>
      hasAnotherToConfirm(routing, from, routing.entry.workflow.byId[to]!, typist, [...passed, to]),
    );
  const { onBehalf, separation } = definition as Partial<Pick<ReviewStep, 'onBehalf' | 'separation'>>;
  const confirms = kind.confirms === true && onBehalf !== true;
  if (!confirms && !separation?.notSameAs?.includes(from)) return true;
  const asked = asks
    .flatMap(({ assignee }) => assigneeKinds.of(assignee.kind).keys(assignee, routing))
    .flatMap((key) => routing.directory.holders(key, routing.day));
  return asked.length === 0 || asked.some((account) => account !== typist);
}
