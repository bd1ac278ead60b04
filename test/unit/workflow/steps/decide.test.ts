import { describe, expect, test } from 'vitest';
import type { TypedDocument } from '../../../../engine/model/command.ts';
import { caseCode } from '../../../../engine/workflow/case-id.ts';
import { rangeOf } from '../../../../engine/workflow/documents.ts';
import { type Game, sent } from '../playing.ts';
import { appraisal } from './appraising.ts';

const campaign = appraisal();
const at = (day: number, hour = 2): string => `2025-01-${day}T0${hour}:00:00.000Z`;

/** A case at the step where it is signed. */
function atSigning(action = 'trinh'): Game {
  const game = sent({ soVu: '3' }, campaign);
  const played = game.play({ type: 'act', task: game.task(), action }, 'binh', at(21, 3));
  expect(played).toMatchObject({ ok: true });
  return game;
}

const prefix = 'number/xa-1/qd/2025/';

describe('decide', () => {
  test('the number comes from the register of the signer’s unit, in the commit of the decision', () => {
    const game = atSigning();
    const played = game.play({ type: 'act', task: game.task(), action: 'ky' }, 'chi', at(21, 4));
    expect(played).toMatchObject({ ok: true });
    expect(game.asked.at(-1)).toEqual({
      need: 'reserve',
      firstFreeOf: { prefix, from: 1, to: 999_999 },
    });
    if (!played.ok) return;
    expect(played.events.map(({ type }) => type).slice(0, 2)).toEqual(['reserved', 'decided']);
    const document = { number: '01/QĐ-', date: '2025-01-21', key: `${prefix}1` };
    expect(played.events[1]!.data['document']).toEqual(document);
    expect(game.case!.documents).toEqual([{ ...document, task: 'ky.1.1', actor: 'chi', at: at(21, 4) }]);
    expect(game.case!.reservations).toEqual([{ key: `${prefix}1`, seq: played.events[0]!.seq }]);
  });

  test('what was given on paper counts in the campaign’s first year; a year begins at 1', () => {
    const register = campaign.definition.numberings![0]!;
    expect(rangeOf(campaign, register, 'xa-1', '2024-12-31')).toEqual({
      prefix: 'number/xa-1/qd/2024/',
      from: 12,
      to: 999_999,
    });
    expect(rangeOf(campaign, register, 'xa-1', '2025-01-01').from).toBe(1);
    expect(rangeOf(campaign, { ...register, body: 'cat' }, 'xa-1', '2025-01-01').prefix).toBe(
      'number/tinh.cat/qd/2025/',
    );
  });

  test('an action that does not sign, and a return, take no number', () => {
    for (const action of ['khong-ky', 'tra']) {
      const game = atSigning();
      const asked = game.asked.length;
      expect(game.play({ type: 'act', task: game.task(), action }, 'chi', at(21, 4))).toMatchObject({
        ok: true,
      });
      expect(game.asked.slice(asked)).toEqual([]);
      expect(game.case!.documents).toBeUndefined();
    }
  });

  test('a decision that is refused for another reason asks for no number', () => {
    const game = atSigning();
    const asked = game.asked.length;
    expect(game.play({ type: 'act', task: game.task(), action: 'ky' }, 'em', at(21, 4))).toMatchObject({
      codes: ['command.actor.not_asked'],
    });
    expect(game.asked.slice(asked)).toEqual([]);
  });

  test('a number typed where it comes from the register is refused, and so is a register that is full', () => {
    const game = atSigning();
    const document = { number: '7/QĐ', date: '2025-01-21' };
    expect(
      game.play({ type: 'act', task: game.task(), action: 'ky', document }, 'chi', at(21, 4)),
    ).toMatchObject({ codes: ['command.document.not_taken'] });
    game.given.set(prefix, null);
    expect(game.play({ type: 'act', task: game.task(), action: 'ky' }, 'chi', at(21, 4))).toMatchObject({
      codes: ['command.document.register_full'],
    });
  });

  test('undoing a signature gives the number up; signing again takes another', () => {
    const game = atSigning();
    game.play({ type: 'act', task: game.task(), action: 'ky' }, 'chi', at(21, 4));
    const { cmd } = game.case!.history.at(-1)!;
    const undone = game.play({ type: 'undo', cmd }, 'chi', '2025-01-21T04:00:10.000Z');
    expect(undone).toMatchObject({ ok: true });
    if (undone.ok)
      expect(undone.events.map(({ type, data }) => [type, data['key'], data['free']])).toEqual([
        ['undone', undefined, undefined],
        ['reserved', `${prefix}1`, true],
      ]);
    expect(game.case!.documents).toBeUndefined();
    expect(game.case!.reservations).toEqual([]);
    game.play({ type: 'act', task: game.task(), action: 'ky' }, 'chi', at(21, 5));
    expect(game.case!.documents).toMatchObject([{ key: `${prefix}2` }]);
  });

  test.each<[string, TypedDocument | undefined, string[]]>([
    ['as on the document', { number: ' 12/QĐ-UBND ', date: '2025-01-20' }, []],
    ['without a number', { number: ' ', date: '2025-01-20' }, ['command.document.missing']],
    ['without anything', undefined, ['command.document.missing']],
    ['without a date', { number: '12/QĐ', date: '' }, ['command.document.no_date']],
    ['with a day that is none', { number: '12/QĐ', date: '2025-02-30' }, ['command.document.no_date']],
    ['dated tomorrow', { number: '12/QĐ', date: '2025-01-22' }, ['command.document.future']],
    ['far too long', { number: 'x'.repeat(101), date: '2025-01-20' }, ['command.text.too_long']],
  ])('issued elsewhere, the number and date are typed: %s', (_, document, codes) => {
    const game = atSigning('trinh-tinh');
    const wish = {
      type: 'act',
      task: game.task(),
      action: 'ghi',
      ...(document ? { document } : {}),
    } as const;
    const played = game.play(wish, 'dung', at(21, 4));
    expect(played.ok ? [] : played.codes).toEqual(codes);
    if (played.ok) expect(game.case!.documents).toMatchObject([{ number: '12/QĐ-UBND', date: '2025-01-20' }]);
  });

  const outside = { number: '05/QĐ-UBND', date: '2025-01-20' };
  const recorded = (game: Game, document: TypedDocument, hour = 4) =>
    game.play({ type: 'act', task: game.task(), action: 'ghi', document }, 'dung', at(21, hour));

  test('a number issued elsewhere is one case’s: it is reserved with its body, year and symbol', () => {
    const game = atSigning('trinh-tinh');
    expect(recorded(game, outside)).toMatchObject({ ok: true });
    const key = 'issued/tinh-1/2025/5/QĐ-UBND';
    expect(game.asked.at(-1)).toEqual({ need: 'reserve', key });
    expect(game.case!.documents).toMatchObject([{ number: '05/QĐ-UBND', key }]);
    expect(game.case!.reservations).toMatchObject([{ key }]);
    const undone = game.play({ type: 'undo', cmd: game.case!.history.at(-1)!.cmd }, 'dung', at(21, 4));
    expect(undone).toMatchObject({ ok: true });
    expect(game.case!.reservations).toEqual([]);
  });

  test.each([
    ['5/QĐ-UBND', '2025-01-20', true],
    [' 05 / qđ-ubnd', '2025-01-19', true],
    ['005/QĐ-UBND', '2025-01-01', true],
    ['05/TTr-UBND', '2025-01-20', false],
    ['05/QĐ-UBND', '2024-12-20', false],
    ['50/QĐ-UBND', '2025-01-20', false],
  ])('a double is found however it is written: %s of %s', (number, date, double) => {
    const game = atSigning('trinh-tinh');
    game.given.set('issued/tinh-1/2025/5/QĐ-UBND', null);
    const played = recorded(game, { number, date });
    if (!double) expect(played).toMatchObject({ ok: true });
    else
      expect(played).toMatchObject({
        issues: [
          {
            code: 'command.document.taken',
            pointer: '/document/number',
            params: { year: 2025, case: caseCode('phong-trao.thang.to-2.2025-01.1') },
          },
        ],
      });
  });
});
