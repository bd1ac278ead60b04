import { describe, expect, it, test } from 'vitest';
import type { Case } from '../../../engine/model/case.ts';
import type { NeedRequest } from '../../../engine/model/command.ts';
import type { Fact, FormFile } from '../../../engine/model/generated/definitions.ts';
import type { Directory } from '../../../engine/model/organisation.ts';
import { compileRule } from '../../../engine/rules/index.ts';
import {
  type Campaign,
  type CompiledFact,
  type FactSource,
  factInWords,
  figureOf,
} from '../../../engine/workflow/index.ts';
import { campaignOf, directory, form, type Game, newGame } from './playing.ts';

const base: Fact = {
  id: 'tongVu',
  entry: 'thang',
  over: 'phase',
  of: 'sameUnit',
  value: 'sum',
  field: 'soVu',
};

/** A form with a figure nobody types, checked against what was typed. */
const withFigure: FormFile = {
  ...form,
  fields: [
    ...form.fields,
    { type: 'integer', id: 'luyKe', label: { vi: 'Lũy kế' }, value: 'facts.tongVu', listed: true },
  ],
};

function factOf(over: Partial<Fact>, campaign: Campaign): CompiledFact {
  const definition = { ...base, ...over };
  const place = { source: '', pointer: '' };
  const compiled =
    definition.where === undefined
      ? null
      : compileRule(definition.where, campaign.entries['thang']!.form.scope, 'condition', place);
  if (compiled && !compiled.ok) throw new Error(JSON.stringify(compiled.issues));
  return { definition, id: definition.id, where: compiled?.value ?? null };
}

/** The campaign with facts, all of which its entry uses. */
function campaignWith(...facts: Partial<Fact>[]): Campaign {
  const campaign = campaignOf({ names: { facts: { tongVu: { kind: 'number' } } }, form: withFigure });
  const made = facts.map((one) => factOf(one, campaign));
  const entry = { ...campaign.entries['thang']!, facts: made.map(({ id }) => id) };
  return {
    ...campaign,
    facts: Object.fromEntries(made.map((one) => [one.id, one])),
    entries: { thang: entry },
  };
}

const source = (n: number, period: string, values: FactSource['values']): FactSource => ({
  case: `case-${n}`,
  period,
  at: `2025-0${n}-20T00:00:00.000Z`,
  day: `2025-0${n}-20`,
  values,
});

const reports = [
  source(3, '2025-03', { soVu: '0.3', coDienBien: true }),
  source(1, '2025-01', { soVu: '0.1', coDienBien: false }),
  source(2, '2025-02', { soVu: '0.2', coDienBien: true }),
  source(4, '2025-04', { coDienBien: true }),
];

describe('a figure', () => {
  test.each<[string, Partial<Fact>, string | null, number[]]>([
    ['sums exactly what was answered', {}, '0.6', [1, 2, 3]],
    ['counts all', { value: 'count', field: undefined as never }, '4', [1, 2, 3, 4]],
    ['is a mean over those that answered', { value: 'mean' }, '0.2', [1, 2, 3]],
    ['is the newest one answered', { value: 'last' }, '0.3', [3]],
    ['is made of those its condition holds for', { where: 'coDienBien = true' }, '0.5', [2, 3]],
    ['counts those its condition holds for', { value: 'count', where: 'coDienBien = true' }, '3', [2, 3, 4]],
    ['is 0 for a sum of none', { where: 'soVu > 5' }, '0', []],
    ['is none for a mean of none', { where: 'soVu > 5', value: 'mean' }, null, []],
    ['is none for the last of none', { where: 'soVu > 5', value: 'last' }, null, []],
  ])('%s', (_, over, value, sources) => {
    const fact = factOf(over, campaignOf());
    expect(figureOf(fact, reports)).toEqual({ value, sources: sources.map((n) => `case-${n}`) });
  });

  it('is explained in a sentence', () => {
    const campaign = campaignWith({});
    const at = '2025-01-20T01:00:00.000Z';
    expect(factInWords(campaign, campaign.facts['tongVu']!, 3, at, 'vi')).toBe(
      'Cộng “Số vụ” từ 3 báo cáo “Báo cáo tháng” đã được xác nhận của đơn vị trong đợt này, tính lúc 08:00 20/01/2025.',
    );
    const count = factOf({ value: 'count', over: 'lifetime', of: 'unitsBelow' }, campaign);
    expect(factInWords(campaign, count, 3, at, 'en')).toBe(
      'Counted 3 confirmed reports “Báo cáo tháng” of the units below, of all time, at 08:00 20/01/2025.',
    );
  });
});

function open(game: Game): void {
  const played = game.play(
    { type: 'open', entry: 'thang', period: '2025-03', unit: 'to-1', attempt: 1 },
    'system',
    '2025-03-20T00:00:00.000Z',
  );
  expect(played).toMatchObject({ ok: true });
}

const factsAsked = (game: Game) =>
  game.asked.filter((one): one is Extract<NeedRequest, { need: 'fact' }> => one.need === 'fact');

const sourcesOf = (game: Game, id: string) => game.contents.get(game.case!.facts![id]!.content!);

describe('a case', () => {
  it('asks for the figures its entry uses when the form comes to be filled, and keeps them with their sources', () => {
    const game = newGame(campaignWith({}, { id: 'trungBinh', value: 'mean', over: 'lifetime' }));
    game.figures.set('tongVu', { value: '12', sources: ['a', 'b'] });
    open(game);
    expect(factsAsked(game)).toEqual([
      {
        need: 'fact',
        id: 'tongVu',
        query: { entry: 'thang', outcome: 'approved', units: ['to-1'], periods: expect.any(Array) },
      },
      {
        need: 'fact',
        id: 'trungBinh',
        query: { entry: 'thang', outcome: 'approved', units: ['to-1'], everyCampaign: true },
      },
    ]);
    const { facts } = game.case!;
    expect(facts).toMatchObject({ tongVu: { value: '12', at: '2025-03-20T00:00:00.000Z' } });
    expect(facts!['trungBinh']).not.toHaveProperty('value');
    expect(sourcesOf(game, 'tongVu')).toEqual({ fact: 'tongVu', cases: ['a', 'b'] });
    expect(game.case!.history.at(2)).toMatchObject({
      type: 'figured',
      contents: [facts!['tongVu']!.content, facts!['trungBinh']!.content],
    });
  });

  it('sends them as they are by then, keeps them while others decide, and makes them anew when it comes back', () => {
    const game = newGame(campaignWith({}));
    game.figures.set('tongVu', { value: '12', sources: ['a'] });
    open(game);
    game.figures.set('tongVu', { value: '15', sources: ['a', 'b'] });
    const task = game.task();
    game.play({ type: 'submit', task, answers: { soVu: '3' } }, 'an', '2025-03-21T02:00:00.000Z');
    expect(game.case!.submission!.values).toMatchObject({ luyKe: '15' });
    expect(game.case!.facts!['tongVu']).toMatchObject({ value: '15', at: '2025-03-21T02:00:00.000Z' });
    game.figures.set('tongVu', { value: '20', sources: ['a', 'b', 'c'] });
    const corrected = game.play(
      { type: 'correctField', task: game.task(), answers: { soVu: '4' } },
      'binh',
      '2025-03-21T02:30:00.000Z',
    );
    expect(corrected).toMatchObject({ ok: true });
    expect(game.case!.submission!.values).toMatchObject({ luyKe: '15', soVu: '4' });
    const returned = game.play(
      { type: 'act', task: game.task(), action: 'tra', reason: 'Xem lại số vụ.' },
      'binh',
      '2025-03-21T03:00:00.000Z',
    );
    expect(returned).toMatchObject({ ok: true });
    expect(game.case!.facts!['tongVu']).toMatchObject({ value: '20', at: '2025-03-21T03:00:00.000Z' });
    const cmd = game.case!.history.at(-1)!.cmd;
    expect(game.play({ type: 'undo', cmd }, 'binh', '2025-03-21T03:00:10.000Z')).toMatchObject({ ok: true });
    expect(game.case!.facts!['tongVu']!.value).toBe('15');
  });

  it('that is sent as it was opened notes no figures twice', () => {
    const game = newGame(campaignWith({}));
    game.figures.set('tongVu', { value: '12', sources: ['a'] });
    open(game);
    game.play(
      { type: 'submit', task: game.task(), answers: { soVu: '3' } },
      'an',
      '2025-03-21T02:00:00.000Z',
    );
    expect(game.case!.history.filter(({ type }) => type === 'figured')).toHaveLength(1);
  });

  it('looks at the units its own took over from, and at all below it', () => {
    const moved: Directory = structuredClone(directory);
    const { units } = moved.organisations[0]!;
    const old = units.find(({ uid }) => uid === 'to-3')!;
    old.validTo = '2025-01-31';
    old.successors = ['to-1'];
    const game = newGame(campaignWith({}), moved);
    open(game);
    expect(factsAsked(game)[0]!.query.units).toEqual(['to-1', 'to-3']);
    const above: Campaign = campaignWith({ of: 'unitsBelow' });
    const entry = above.entries['thang']!;
    const submitter = { role: 'truong', level: 'xa' };
    const upper = {
      ...above,
      entries: { thang: { ...entry, definition: { ...entry.definition, submitter } } },
    };
    const ward = newGame(upper, moved);
    ward.play(
      { type: 'open', entry: 'thang', period: '2025-03', unit: 'xa-1', attempt: 1 },
      'system',
      '2025-03-20T00:00:00.000Z',
    );
    expect(factsAsked(ward)[0]!.query.units).toEqual(['to-1', 'to-2', 'to-3']);
  });

  it('takes only periods of its phase, unless it is over the whole campaign', () => {
    const periodsAsked = (over: Fact['over']) => {
      const game = newGame(campaignWith({ over }));
      open(game);
      return factsAsked(game)[0]!.query.periods!;
    };
    const phase = periodsAsked('phase');
    const whole = periodsAsked('campaign');
    expect(phase).toContain('2025-03');
    expect(whole.length).toBeGreaterThan(phase.length);
    expect(whole).toEqual(expect.arrayContaining(phase));
    expect(whole.at(-1)).toBe('2025-03');
  });

  it('of an entry that uses none asks for none', () => {
    const game = newGame();
    open(game);
    expect(game.asked).toEqual([]);
    expect((game.case as Case).facts).toBeUndefined();
  });
});
