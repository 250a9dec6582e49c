import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import { textIn } from '../../domain/base/language.ts';
import { plainName } from '../../domain/operators/people.ts';
import type { SignInEntry } from '../../preload/contract/station/station.ts';
import { Chip } from '../../ui/chip.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useStation } from '../base/station.tsx';

/** Up to two initials, by grapheme, so that no script is cut in the middle of a letter. */
function initials(name: string): string {
  const segmenter = new Intl.Segmenter();
  const words = name.split(/[\s-]+/).filter((word) => word !== '');
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends
    .map(
      (word) =>
        segmenter
          .segment(word ?? '')
          [Symbol.iterator]()
          .next().value?.segment ?? '',
    )
    .join('');
}

export function OperatorSign({ name }: { name: string }): ReactNode {
  return (
    <span
      className="operator-sign text-xl font-bold grid place-items-center size-17 rounded-full"
      aria-hidden="true"
    >
      {initials(name)}
    </span>
  );
}

/** With more tiles than this there is a field to find a name. */
const maxWithoutFind = 12;

export function OperatorTiles({
  operators,
  onChoose,
}: {
  operators: readonly SignInEntry[];
  onChoose: (operator: SignInEntry) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { event, stationName } = useStation();
  const { language } = useFormats();
  const [sought, setSought] = useState('');
  const names = operators.map(({ name }) => plainName(name));
  const isTwice = (name: string): boolean =>
    names.indexOf(plainName(name)) !== names.lastIndexOf(plainName(name));
  const found = operators.filter(({ name }) => plainName(name).includes(plainName(sought)));
  return (
    <section className="operator-choice grid gap-3 justify-items-center self-center">
      <p className="text-accent font-semibold">
        <bdi>{textIn(event.name, language, event)}</bdi>
      </p>
      <h1 className="text-3xl text-center">{t('signIn.title')}</h1>
      {operators.length > maxWithoutFind && (
        <TextField label={t('signIn.find')} value={sought} onChange={setSought} />
      )}
      <ul
        className="operator-tiles max-w-240 flex flex-wrap gap-4 justify-center"
        aria-label={t('signIn.operators')}
      >
        {found.map((operator, index) => (
          <li key={operator.id}>
            <Button
              className="operator-tile grid justify-items-center place-content-center text-center gap-1 w-48 min-h-46 h-full p-4 border border-edge rounded-xl bg-surface shadow-lift-1"
              autoFocus={index === 0 && sought === ''}
              onPress={() => onChoose(operator)}
            >
              <OperatorSign name={operator.name} />
              <bdi className="font-semibold leading-[1.25] wrap-anywhere">{operator.name}</bdi>
              <span className="small">{t(`signIn.role.${operator.role}`)}</span>
              {isTwice(operator.name) && (
                <bdi className="small wrap-anywhere">{operator.madeAt ?? stationName}</bdi>
              )}
              {operator.isNew && <Chip tone="look">{t('signIn.first.mark')}</Chip>}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
