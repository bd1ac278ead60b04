import { describe, expect, it } from 'vitest';
import type { Directory } from '../../../engine/model/organisation.ts';
import type { CampaignRecord, CasesToOpen } from '../../../engine/model/record.ts';
import { advance, batchSize, type Campaign, foldRecord } from '../../../engine/workflow/index.ts';
import { calendar, campaignOf, directory } from './playing.ts';

/** Advances until nothing is left, as the use case does; every step must fold to its record. */
function settle(
  campaign: Campaign,
  record: CampaignRecord | null,
  now: string,
  people: Directory = directory,
) {
  let current = record;
  const opened: CasesToOpen[] = [];
  const types: string[] = [];
  for (let round = 0; round < 50; round += 1) {
    const step = advance(campaign, current, { now, directory: people, calendar });
    if (step.events.length === 0) return { record: current!, opened, types };
    opened.push(...step.open);
    types.push(...step.events.map(({ type }) => type));
    current = {
      ...step.record,
      history: [...(current?.history ?? []), ...(step.events as CampaignRecord['history'])],
    };
    const { history, nextWakeAt, revision, ...state } = current;
    expect(foldRecord(history)).toStrictEqual(state);
  }
  throw new Error('it never settles');
}

const ids = (opened: readonly CasesToOpen[]) => opened.flatMap(({ cases }) => cases.map(({ id }) => id));

describe('advance', () => {
  it('starts a campaign and opens what is due, period after period', () => {
    const { record, opened, types } = settle(campaignOf(), null, '2025-01-20T01:00:00.000Z');
    expect(types).toEqual([
      'started',
      'periodOpening',
      'casesOpened',
      'periodOpened',
      'periodOpening',
      'casesOpened',
      'periodOpened',
    ]);
    expect(ids(opened)).toEqual([
      'phong-trao.thang.to-1.2024-12.1',
      'phong-trao.thang.to-2.2024-12.1',
      'phong-trao.thang.to-3.2024-12.1',
      'phong-trao.thang.to-1.2025-01.1',
      'phong-trao.thang.to-2.2025-01.1',
      'phong-trao.thang.to-3.2025-01.1',
    ]);
    expect(record).toMatchObject({
      opened: ['thang/2024-12', 'thang/2025-01'],
      opening: {},
      wakes: [{ id: 'open.thang.2025-02-p1', at: '2025-02-03T00:00:00.000Z' }],
      nextWakeAt: '2025-02-03T00:00:00.000Z',
    });
  });

  it('has nothing to do before the next period opens', () => {
    const { record } = settle(campaignOf(), null, '2025-01-20T01:00:00.000Z');
    const step = advance(campaignOf(), record, { now: '2025-01-25T00:00:00.000Z', directory, calendar });
    expect(step).toEqual({ record, events: [], open: [] });
    expect(settle(campaignOf(), record, '2025-02-03T00:00:00.000Z').record.opened).toContain(
      'thang/2025-02-p1',
    );
  });

  it('opens in batches with a cursor, and gives the same batch again after a break', () => {
    const many: Directory = {
      ...directory,
      organisations: directory.organisations.map((one) => ({
        ...one,
        units: [
          ...one.units,
          ...Array.from({ length: 1_100 }, (_, n) => ({
            uid: `khom-${String(n).padStart(4, '0')}`,
            name: `Khóm ${n}`,
            level: 'to',
            parents: [{ line: 'cong-an', unit: 'xa-1' }],
          })),
        ],
      })),
    };
    const campaign = campaignOf({ campaign: { openFrom: '2025-01' } });
    const now = '2025-01-20T01:00:00.000Z';
    const first = advance(campaign, null, { now, directory: many, calendar });
    expect(first.open[0]!.cases).toHaveLength(batchSize);
    expect(first.record).toMatchObject({ nextWakeAt: '2025-01-20T00:00:00.000Z', opened: [] });
    const kept = { ...first.record, history: first.events as CampaignRecord['history'] };
    const second = advance(campaign, kept, { now, directory: many, calendar });
    const again = advance(campaign, kept, { now, directory: many, calendar });
    expect(again).toEqual(second);
    expect(second.open[0]!.cases[0]!.id > first.open[0]!.cases.at(-1)!.id).toBe(true);
    const { opened, record } = settle(campaign, null, now, many);
    expect(opened.map(({ cases }) => cases.length)).toEqual([500, 500, 103]);
    expect(new Set(ids(opened)).size).toBe(1_103);
    expect(record.opened).toEqual(['thang/2025-01']);
  });

  it('takes a new version, planning the periods anew', () => {
    const { record } = settle(campaignOf(), null, '2025-01-20T01:00:00.000Z');
    const next = { ...campaignOf({ entry: { cut: 'endsIn' } }), version: 'w'.repeat(64) };
    const { record: after, types } = settle(next, record, '2025-01-21T01:00:00.000Z');
    expect(types).toEqual(['versioned']);
    expect(after).toMatchObject({
      version: 'w'.repeat(64),
      wakes: [{ id: 'open.thang.2025-02', at: '2025-02-20T00:00:00.000Z' }],
    });
  });

  const merged: Directory = {
    ...directory,
    organisations: directory.organisations.map((one) => ({
      ...one,
      units: [
        ...one.units.map((unit) =>
          unit.uid === 'to-1' || unit.uid === 'to-2'
            ? { ...unit, validTo: '2025-06-30', successors: ['to-9'] }
            : unit,
        ),
        {
          uid: 'to-9',
          name: 'Tổ 9',
          level: 'to',
          parents: [{ line: 'cong-an', unit: 'xa-1' }],
          validFrom: '2025-07-01',
        },
        {
          uid: 'to-8',
          name: 'Tổ 8',
          level: 'to',
          parents: [{ line: 'cong-an', unit: 'xa-1' }],
          validFrom: '2025-07-01',
        },
      ],
    })),
  };

  it('looks again when units begin: a new unit owes the running period, one that took over does not', () => {
    const campaign = campaignOf({ campaign: { openFrom: '2025-06' } });
    const { record, opened } = settle(campaign, null, '2025-06-20T01:00:00.000Z', merged);
    expect(ids(opened)).toEqual(['to-1', 'to-2', 'to-3'].map((unit) => `phong-trao.thang.${unit}.2025-06.1`));
    expect(record.wakes.map(({ id, at }) => [id, at])).toContainEqual([
      'units.2025-07-01',
      '2025-06-30T17:00:00.000Z',
    ]);
    const later = settle(campaign, record, '2025-07-01T00:00:00.000Z', merged);
    expect(later.types[0]).toBe('rescheduled');
    expect(ids(later.opened)).toEqual(
      ['to-1', 'to-2', 'to-3', 'to-8'].map((unit) => `phong-trao.thang.${unit}.2025-06.1`),
    );
    const july = settle(campaign, later.record, '2025-07-20T01:00:00.000Z', merged);
    expect(july.opened.flatMap(({ cases }) => cases)).toEqual([
      { id: 'phong-trao.thang.to-3.2025-07.1', unit: 'to-3' },
      { id: 'phong-trao.thang.to-8.2025-07.1', unit: 'to-8' },
      {
        id: 'phong-trao.thang.to-9.2025-07.1',
        unit: 'to-9',
        unless: ['phong-trao.thang.to-2.2025-07.1', 'phong-trao.thang.to-1.2025-07.1'],
      },
    ]);
  });

  it('hears of units that are loaded later: the day is waited for, and what has begun already is made up for', () => {
    const campaign = campaignOf({ campaign: { openFrom: '2025-06' } });
    const { record } = settle(campaign, null, '2025-06-20T01:00:00.000Z');
    const changed = (now: string) =>
      advance(campaign, record, { now, directory: merged, calendar, unitsChanged: true });
    const before = changed('2025-06-25T01:00:00.000Z');
    expect(before.events[0]).toMatchObject({
      type: 'rescheduled',
      data: { add: [{ id: 'units.2025-07-01' }], again: [{ entry: 'thang', period: '2025-06' }] },
    });
    const after = changed('2025-07-02T01:00:00.000Z');
    expect(after.record.wakes.filter(({ kind }) => kind === 'units')).toEqual([]);
    expect(ids(after.open)).toContain('phong-trao.thang.to-8.2025-06.1');
    expect(ids(after.open)).not.toContain('phong-trao.thang.to-9.2025-06.1');
    const taken = advance(campaign, before.record, {
      now: '2025-06-26T01:00:00.000Z',
      directory,
      calendar,
      unitsChanged: true,
    });
    expect(taken.events[0]?.data['drop']).toEqual(['units.2025-07-01']);
  });

  it('opens nothing that is not owed', () => {
    const { opened, record } = settle(
      campaignOf({ entry: { owed: false } }),
      null,
      '2025-01-20T01:00:00.000Z',
    );
    expect(opened).toEqual([]);
    expect(record.wakes).toEqual([]);
  });
});
