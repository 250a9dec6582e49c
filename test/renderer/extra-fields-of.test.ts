import { expect, test } from 'vitest';
import { extraFieldsSchema } from '../../domain/event/extra-fields.ts';
import {
  type ExtraDraft,
  extraFieldsOf,
} from '../../renderer/station/set-up/extra-fields-editor.tsx';

const draft: ExtraDraft = {
  key: 1,
  label: { fr: ' Repas ', en: 'Meal' },
  type: 'choice',
  choices: 'Poisson / Fish, Végan; / Other',
  showsAt: [],
};

test('fields and choices have the event’s languages, in its order, and no copies', () => {
  expect(extraFieldsSchema.parse(extraFieldsOf([draft], ['fr', 'en']))).toMatchObject([
    {
      id: 'meal',
      label: { fr: 'Repas', en: 'Meal' },
      choices: [
        { id: 'Poisson', label: { fr: 'Poisson', en: 'Fish' } },
        { id: 'Végan', label: { fr: 'Végan' } },
        { id: 'Other', label: { en: 'Other' } },
      ],
    },
  ]);
});

test('with one language a slash is part of the choice', () => {
  const [field] = extraFieldsSchema.parse(extraFieldsOf([draft], ['fr']));
  expect(field?.label).toEqual({ fr: 'Repas' });
  expect(field?.choices.map(({ label }) => label.fr)).toEqual([
    'Poisson / Fish',
    'Végan',
    '/ Other',
  ]);
});
