import type { CaseEvent } from '../../model/event.ts';
import { allEvents, emit, type Turn } from '../turn.ts';
import { type CommandOf, commandKind } from './command-kind.ts';

/**
 * Erases what a person wrote in the case: the event lists the digests of the contents made by their acts, or by
 * acts done for them, and the listed values that are not public and were theirs. Deleting the contents is the
 * store's. Nothing of theirs is no event.
 */
export const erase = commandKind<CommandOf<'erase'>>({
  type: 'erase',
  decide(turn, { account }) {
    const events = allEvents(turn);
    const erased = new Set(
      events.flatMap(({ type, data }) => (type === 'erased' ? (data['digests'] as string[]) : [])),
    );
    const digests = [...writtenBy(account, events)].filter((digest) => !erased.has(digest));
    const { submission } = turn.state;
    const theirs =
      submission !== undefined && (submission.actor === account || submission.onBehalfOf === account);
    const { byId } = turn.entry.form;
    const fields = theirs
      ? Object.keys(submission.values).filter((field) => byId[field]?.sensitivity !== 'public')
      : [];
    if (digests.length === 0 && fields.length === 0) return;
    emit(turn, 'erased', { account, digests, fields }, { final: true });
    dropFromBase(turn, account, fields);
  },
});

/**
 * Takes the person's values that are not public out of the state kept before the events: those that go from the
 * state as well, and those that a later event wrote over, so that folding gives the same.
 */
function dropFromBase(turn: Turn, account: string, fields: readonly string[]): void {
  const { base, history } = turn.before!;
  const submission = base?.state.submission;
  if (!base || !submission || (submission.actor !== account && submission.onBehalfOf !== account)) return;
  const gone = new Set([
    ...fields,
    ...history.flatMap(({ data }) => [
      ...Object.keys((data['values'] as object | undefined) ?? {}),
      ...((data['cleared'] as string[] | undefined) ?? []),
    ]),
  ]);
  const { byId } = turn.entry.form;
  const values = Object.fromEntries(
    Object.entries(submission.values).filter(
      ([field]) => byId[field]?.sensitivity === 'public' || !gone.has(field),
    ),
  );
  turn.base = { ...base, state: { ...base.state, submission: { ...submission, values } } };
}

/** Digests of what the person wrote, under the digests it has since a migration carried it over as well. */
function writtenBy(account: string, events: readonly CaseEvent[]): Set<string> {
  const written = new Set<string>();
  for (const { type, actor, onBehalfOf, contents, data } of events) {
    const carried = type === 'migrated' && written.has(String(data['contentBefore']));
    if (carried || (type !== 'migrated' && (actor === account || onBehalfOf === account)))
      for (const digest of contents ?? []) written.add(digest);
  }
  return written;
}
