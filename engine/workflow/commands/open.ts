import { unitNameOn } from '../../organisation/index.ts';
import { arriveAt } from '../arrive.ts';
import { caseIdOf } from '../case-id.ts';
import { addLines, newLines } from '../dossier.ts';
import { mayEnterFor } from '../on-behalf.ts';
import { submitterKeys } from '../routing.ts';
import { emit, known, refuse, type Turn } from '../turn.ts';
import { type CommandOf, commandKind } from './command-kind.ts';

/** Opens an owed case when its period opens, or one that may come, for whoever may submit it. */
export const open = commandKind<CommandOf<'open'>>({ type: 'open', opens: true, decide });

/** Opens a case because somebody types it in for another, where the campaign lets them. */
export const openOnBehalf = commandKind<CommandOf<'openOnBehalf'>>({
  type: 'openOnBehalf',
  opens: true,
  decide,
});

function decide(turn: Turn, command: CommandOf<'open'> | CommandOf<'openOnBehalf'>): void {
  const { campaign, entry, period, directory, day, context } = turn;
  const { definition } = entry;
  const id = caseIdOf(
    campaign.id,
    entry.id,
    command.subject ?? command.unit,
    command.period,
    command.attempt,
  );
  const isDossier = definition.subject === 'cases';
  if (!isDossier && definition.subject !== 'unit' && command.subject === undefined)
    refuse(turn, 'command.open.no_subject', {
      entry: entry.title.vi,
      entryEn: entry.title.en ?? entry.title.vi,
    });
  const cases = isDossier ? newLines(turn, command.cases ?? [], '/cases') : [];
  // Of dossiers there are as many as it takes.
  const limit = isDossier || definition.per === 'event' ? (definition.limit ?? Number.POSITIVE_INFINITY) : 1;
  if (command.attempt > limit) refuse(turn, 'command.open.limit', { limit }, '/attempt');
  const unit = directory.unit(command.unit);
  if (!unit || directory.organisationOf(command.unit)?.id !== campaign.organisation) {
    refuse(turn, 'command.open.unknown_unit', { unit: command.unit }, '/unit');
    return;
  }
  const located = directory.currentUnit(command.unit, day);
  if (located.kind === 'none') {
    refuse(turn, 'command.open.unit_ended', { unit: unit.name }, '/unit');
    return;
  }
  if (unit.level !== definition.submitter.level)
    refuse(turn, 'command.open.level', { unit: unit.name, level: definition.submitter.level }, '/unit');
  if (context.actor !== 'system') mayOpen(turn, command);
  if (turn.issues.length > 0) return;
  const moved = located.kind === 'unit' && located.unit.uid !== unit.uid ? located.unit.uid : undefined;
  emit(
    turn,
    'opened',
    known({
      case: id,
      campaign: campaign.id,
      entry: entry.id,
      group: entry.group,
      phase: period.phase,
      period: period.id,
      subject: command.subject,
      unit: {
        uid: unit.uid,
        nameThen: unitNameOn(unit, day),
        ...(moved === undefined ? {} : { routedTo: moved }),
      },
    }),
    { final: true },
  );
  const late = context.actor === 'system' && period.opensAt < context.now;
  if (cases.length > 0) addLines(turn, entry.workflow.start, 1, cases);
  arriveAt(turn, entry.workflow.start, late ? { nominally: period.opensAt } : {});
}

/** People open only what is theirs, within its time. */
function mayOpen(turn: Turn, command: CommandOf<'open'> | CommandOf<'openOnBehalf'>): void {
  const { context, period, directory, day, entry } = turn;
  const { actor, now } = context;
  if (now < period.opensAt) {
    const opens = turn.calendar.dayOf(period.opensAt);
    const shown = `${opens.slice(8)}/${opens.slice(5, 7)}/${opens.slice(0, 4)}`;
    refuse(turn, 'command.open.too_early', { period: period.id, opens: shown }, '/period');
  } else if (
    entry.definition.afterwards === 'closed' &&
    period.graceUntil !== undefined &&
    now > period.graceUntil
  )
    refuse(turn, 'command.time.closed', { period: period.id }, '/period');
  const keys = submitterKeys(turn);
  const own = keys.some((key) => directory.mayAct(actor, key, day) !== null);
  const typing = command.type === 'openOnBehalf' && mayEnterFor(turn, actor, command.unit);
  if (!own && !typing) refuse(turn, 'command.open.not_yours', { unit: turn.state.unit.nameThen }, '/unit');
  const { onBehalfOf } = command;
  if (onBehalfOf === undefined || keys.some((key) => directory.mayAct(onBehalfOf, key, day) !== null)) return;
  const params = { name: directory.nameOf(onBehalfOf), unit: turn.state.unit.nameThen };
  refuse(turn, 'command.open.not_theirs', params, '/onBehalfOf');
}
