import { describe, expect, it } from 'vitest';
import { caseOf, freshKey, openTown, submit } from './town.ts';

/** Messages of one notification: who got it, through which channel, in which state. */
function told(town: Awaited<ReturnType<typeof openTown>>, template: string): string[] {
  return town
    .everything()
    .deliveries.filter((one) => one.template === template)
    .map((one) => `${one.case!.split('.')[2]} ${one.recipient} ${one.channel} ${one.state}`)
    .sort();
}

describe('messages leaving a case', () => {
  it('tell whoever a new task waits for, at once when the system caused it', async () => {
    const town = await openTown();
    expect(told(town, 'task')).toEqual([
      'team-1 leader-1 inApp sent',
      'team-2 leader-2 inApp sent',
      'team-3 leader-3 inApp sent',
    ]);
    for (const one of town.everything().cases) {
      expect(one.outbox).toBeUndefined();
      expect(one.hasOutbox).toBeUndefined();
    }
  });

  it('wait in the house while a person may still take the act back, then leave once', async () => {
    const town = await openTown();
    await submit(town, 1);
    await town.settle();
    const waiting = await town.load(caseOf(1));
    expect(waiting.outbox!.map((one) => one.notBefore)).toEqual(['2025-01-31T01:30:30.000Z']);
    expect(waiting.nextWakeAt).toBe('2025-01-31T01:30:30.000Z');
    const before = told(town, 'task').length;
    await town.passUntil('2025-01-31T01:30:29.000Z');
    expect(told(town, 'task').length).toBe(before);
    await town.passUntil('2025-01-31T01:30:30.000Z');
    await town.app.handover.handOver([caseOf(1)]);
    expect(told(town, 'task').slice(0, 3)).toEqual([
      'team-1 clerk-1 inApp sent',
      'team-1 clerk-1b inApp sent',
      'team-1 leader-1 inApp sent',
    ]);
    expect((await town.load(caseOf(1))).outbox).toBeUndefined();
  });

  it('are recalled by taking the act back: nothing was ever delivered', async () => {
    const town = await openTown();
    const sent = await submit(town, 1);
    if (!sent.ok) throw new Error('refused');
    town.setTime('2025-01-31T01:30:29.999Z');
    await town.settle();
    const undone = await town.app.commands.execute(
      caseOf(1),
      { type: 'undo', key: freshKey(), cmd: sent.events[0]!.cmd },
      { account: 'leader-1', via: 'web' },
    );
    expect(undone.ok).toBe(true);
    await town.passUntil('2025-01-31T03:00:00.000Z');
    expect(told(town, 'task').filter((one) => one.includes('clerk'))).toEqual([]);
    const current = await town.load(caseOf(1));
    expect(current.tasks.map((one) => one.id)).toEqual(['fill.1.1']);
    expect(current.outbox).toBeUndefined();
  });

  it('can no longer be recalled once the window has closed', async () => {
    const town = await openTown();
    const sent = await submit(town, 1);
    if (!sent.ok) throw new Error('refused');
    await town.passUntil('2025-01-31T01:30:30.000Z');
    const undone = await town.app.commands.execute(
      caseOf(1),
      { type: 'undo', key: freshKey(), cmd: sent.events[0]!.cmd },
      { account: 'leader-1', via: 'web' },
    );
    expect(undone).toMatchObject({ ok: false, issues: [{ code: 'command.undo.too_late' }] });
    expect(told(town, 'task').filter((one) => one.includes('clerk')).length).toBe(2);
  });

  it('come out the same when handed over by two at the same time, and again', async () => {
    const town = await openTown();
    await submit(town, 1);
    town.setTime('2025-01-31T02:00:00.000Z');
    const other = town.again();
    await Promise.all([
      town.app.handover.handOver([caseOf(1)]),
      other.app.handover.handOver([caseOf(1)]),
      town.app.handover.handOverAll(),
    ]);
    await other.app.handover.handOver([caseOf(1)]);
    const clerks = told(town, 'task').filter((one) => one.includes('clerk'));
    expect(clerks).toEqual(['team-1 clerk-1 inApp sent', 'team-1 clerk-1b inApp sent']);
  });

  it('remind by mail and in the app, once, however often the wake comes', async () => {
    const town = await openTown();
    const [reminder] = (await town.load(caseOf(1))).wakes.map((one) => one.at).sort();
    await town.passUntil(reminder!);
    for (let again = 0; again < 3; again += 1)
      await town.app.wakes.wake({ v: 1, record: 'case', id: caseOf(1), at: reminder!, epoch: 0 });
    await town.settle();
    expect(told(town, 'reminder')).toEqual(
      [1, 2, 3].flatMap((team) => [
        `team-${team} leader-${team} inApp sent`,
        `team-${team} leader-${team} mail sent`,
      ]),
    );
    expect(town.mails.map((one) => one.to).sort()).toEqual(
      [1, 2, 3].map((team) => `leader-${team}@example.test`),
    );
    expect(new Set(town.mails.map((one) => one.messageId)).size).toBe(3);
  });

  it('are dropped when the task they are about is no longer open', async () => {
    const town = await openTown();
    const [reminder] = (await town.load(caseOf(1))).wakes.map((one) => one.at).sort();
    town.setTime(reminder!);
    // The reminders are made and handed over, but no mail has left yet.
    await town.app.wakes.wake({ v: 1, record: 'case', id: caseOf(1), at: reminder!, epoch: 0 });
    expect((await submit(town, 1)).ok).toBe(true);
    await town.settle();
    expect(told(town, 'reminder').filter((one) => one.startsWith('team-1'))).toEqual([
      'team-1 leader-1 inApp sent',
      'team-1 leader-1 mail dropped',
    ]);
    expect(town.mails.map((one) => one.to)).not.toContain('leader-1@example.test');
  });

  it('reach nobody whose account is disabled', async () => {
    const town = await openTown();
    const { revision } = await town.account('clerk-1b');
    await town.ports.accounts.update(
      { ...(await town.account('clerk-1b')), disabled: true, revision: revision + 1 },
      revision,
    );
    await submit(town, 1);
    await town.passUntil('2025-01-31T02:00:00.000Z');
    expect(told(town, 'task').filter((one) => one.includes('clerk'))).toEqual(['team-1 clerk-1 inApp sent']);
  });

  it('tell the ward when a report is late, and nobody when it was sent', async () => {
    const town = await openTown();
    await submit(town, 2);
    await town.passUntil('2025-03-01T00:00:00.000Z');
    expect(told(town, 'late')).toEqual([
      'team-1 clerk-1 inApp sent',
      'team-1 clerk-1b inApp sent',
      'team-3 clerk-2 inApp sent',
    ]);
  });
});

describe('mails', () => {
  it('that could not be sent are tried again after a pause that grows, and given up after twelve attempts', async () => {
    const town = await openTown();
    const tries: string[] = [];
    const process = town.again((ports) => ({
      ...ports,
      mailer: {
        async send() {
          tries.push(town.now());
          throw new Error('The mail server is away.');
        },
      },
    }));
    await submit(town, 2);
    await submit(town, 3);
    const [reminder] = (await town.load(caseOf(1))).wakes.map((one) => one.at).sort();
    await process.passUntil(reminder!);
    const mail = () => town.everything().deliveries.find((one) => one.channel === 'mail')!;
    expect(mail()).toMatchObject({ state: 'pending', attempts: 1, reason: 'The mail server is away.' });
    for (let second = 15; second < 20 * 3600; second += 15) {
      town.setTime(new Date(Date.parse(reminder!) + second * 1000).toISOString());
      await process.app.wakes.sweep(false);
      await process.settle();
    }
    const after = tries.map((at) => (Date.parse(at) - Date.parse(reminder!)) / 1000);
    expect(after).toEqual([0, ...Array.from({ length: 11 }, (_, n) => 15 * 2 ** (n + 1))]);
    expect(mail()).toMatchObject({ state: 'failed', attempts: 12 });
  });

  it('that cannot be sent do not keep others from leaving', async () => {
    const town = await openTown();
    const waiting = Array.from({ length: 250 }, (_, n) => ({
      _id: `d${n}`,
      effectKey: `e${n}`,
      recipient: n < 240 ? 'leader-1' : 'leader-2',
      channel: 'mail',
      template: 'reminder',
      title: 'Nhắc',
      body: 'Nhắc',
      state: 'pending' as const,
      createdAt: new Date(Date.parse(town.now()) + n).toISOString(),
      attempts: 0,
    }));
    await town.ports.deliveries.add(waiting);
    const sent: string[] = [];
    const process = town.again((ports) => ({
      ...ports,
      mailer: {
        async send({ to }) {
          if (to.startsWith('leader-1')) throw new Error('This mailbox does not exist.');
          sent.push(to);
        },
      },
    }));
    town.setTime(new Date(Date.parse(town.now()) + 1000).toISOString());
    for (let sweep = 0; sweep < 3; sweep += 1) {
      await process.app.wakes.sweep(false);
      await process.settle();
    }
    expect(sent.length).toBe(10);
  });

  it('are not sent by a process that woke up after another had sent them', async () => {
    const town = await openTown();
    const [reminder] = (await town.load(caseOf(1))).wakes.map((one) => one.at).sort();
    town.setTime(reminder!);
    for (const team of [1, 2, 3])
      await town.app.wakes.wake({ v: 1, record: 'case', id: caseOf(team), at: reminder!, epoch: 0 });
    // It reads what waits, then stands still while another process sends it all.
    const zombie = town.again((ports) => ({
      ...ports,
      deliveries: {
        ...ports.deliveries,
        async pending(limit, after) {
          const found = await ports.deliveries.pending(limit, after);
          await town.app.handover.deliver();
          return found;
        },
      },
    }));
    await zombie.app.handover.deliver();
    expect(town.mails.length).toBe(3);
  });

  it('that wait after a break and an emptied queue leave by the next sweep', async () => {
    const town = await openTown();
    const [reminder] = (await town.load(caseOf(1))).wakes.map((one) => one.at).sort();
    town.setTime(reminder!);
    for (const team of [1, 2, 3])
      await town.app.wakes.wake({ v: 1, record: 'case', id: caseOf(team), at: reminder!, epoch: 0 });
    // The process ends here: whatever was asked of the queue is gone with it.
    const next = town.again();
    town.emptyQueue();
    expect(town.mails).toEqual([]);
    await next.app.wakes.sweep(true);
    await next.settle();
    expect(town.mails.length).toBe(3);
  });
});
