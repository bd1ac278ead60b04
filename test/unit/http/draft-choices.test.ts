import { describe, expect, it } from 'vitest';
import { chosenDraft, draftChoices } from '../../../engine/http/draft-choices.ts';

type Form = Parameters<typeof draftChoices>[0];

const field = (id: string, extra: object = {}) => ({
  id,
  label: id.toUpperCase(),
  editable: true,
  options: [],
  files: [],
  ...extra,
});

const form = {
  sections: [
    {
      fields: [
        field('rounds'),
        field('when'),
        field('weather', {
          options: [
            { value: 'dry', label: 'Khô' },
            { value: 'wet', label: 'Ướt' },
          ],
        }),
        field('total', { editable: false }),
        field('photo', { files: [{ id: 'f1', name: 'a.jpg' }] }),
      ],
    },
  ],
} as unknown as Form;

describe('two drafts side by side', () => {
  it('shows only fields that differ, in words', () => {
    const mine = {
      rounds: ' 3 ',
      'when.day': '1',
      'when.month': '2',
      weather: 'dry',
      total: '1',
      photo: 'f1',
    };
    const theirs = { rounds: '3', 'when.day': '1', 'when.month': '3', weather: 'wet', total: '2' };
    expect(draftChoices(form, mine, theirs)).toEqual([
      { field: 'when', label: 'WHEN', mine: '1, 2', theirs: '1, 3' },
      { field: 'weather', label: 'WEATHER', mine: 'Khô', theirs: 'Ướt' },
      { field: 'photo', label: 'PHOTO', mine: 'a.jpg', theirs: '' },
    ]);
  });

  it('takes each field whole from the draft that was picked', () => {
    const body = {
      _mine: JSON.stringify({ a: '1', 'b.day': '1', 'b.month': '2' }),
      _theirs: JSON.stringify({ a: '9', 'b.day': '7', c: ['x'] }),
      '_pick.b': 'theirs',
      '_pick.a': 'mine',
    };
    expect(chosenDraft(body)).toEqual({ a: '1', 'b.day': '7' });
  });

  it('reads nothing out of what is no draft', () => {
    expect(chosenDraft({ _mine: 'not json', _theirs: '[1]' })).toEqual({});
  });
});
