import type { Delivery } from '../../engine/model/delivery.ts';
import { composeMemory, type TestComposition } from '../compose-memory.ts';
import { caseOf, eve, faultWorld, mornings, report, senders } from './campaign.ts';

/** A message to a person, as it is told apart from every other. */
export function nameOf({ effectKey, recipient, channel }: Delivery): string {
  return `${effectKey.replace(/~.*$/, '')} ${recipient} ${channel}`;
}

/** What the same days bring when nothing ever breaks: the name of every message, by the morning it falls due. */
export async function oracle(): Promise<{ all: Set<string>; dueOn: string[][] }> {
  const town = await composeMemory(faultWorld, eve);
  await town.app.records.start((await town.app.campaigns.latest('minimal'))!);
  const all = new Set<string>();
  const dueOn: string[][] = [];
  for (const [day, morning] of mornings.entries()) {
    await town.passUntil(morning);
    if (day === 0) await sendFirst(town);
    const fresh = town
      .everything()
      .deliveries.map(nameOf)
      .filter((name) => !all.has(name));
    for (const name of fresh) all.add(name);
    dueOn.push(fresh);
  }
  return { all, dueOn };
}

/** The senders' reports, each under a key of its own. */
export async function sendFirst({ app, ports }: Pick<TestComposition, 'app' | 'ports'>): Promise<void> {
  for (const team of senders) {
    const current = await ports.cases.load(caseOf(team));
    const [task] = current!.tasks;
    const sent = await app.commands.execute(
      caseOf(team),
      {
        type: 'submit',
        key: `send-${team}`,
        task: { id: task!.id, generation: task!.generation },
        answers: report,
      },
      { account: `leader-${team}`, via: 'web' },
    );
    if (!sent.ok) throw new Error(JSON.stringify(sent.issues));
  }
}
