import { type ReactNode, useState } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { useTranslation } from 'react-i18next';
import { hasDelegations } from '../../domain/delegations.ts';
import { defaultCategory } from '../../domain/event/default-category.ts';
import type { PrinterSettings } from '../../domain/printing/print-job.ts';
import type { SampleId } from '../../preload/contract/templates.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select } from '../../ui/fields/select.tsx';
import { useEventWords } from '../base/event-words.ts';
import { useStation } from '../base/station.tsx';
import { DelegateFinder } from '../roster/delegate-finder.tsx';
import type { PreviewRequest } from './use-preview.ts';

export type Shown = Omit<PreviewRequest, 'template'>;

const samples: readonly SampleId[] = [
  'typical',
  'long-latin',
  'longest-name',
  'arabic',
  'chinese',
  'devanagari',
  'head',
  'no-function',
];

/** Cannot be a printer's id, because those begin with a letter or digit. */
const anyColour = '-colour';

interface PreviewChoicesProps {
  shown: Shown;
  onChange: (shown: Shown) => void;
  printers: readonly PrinterSettings[];
}

export function PreviewChoices({ shown, onChange, printers }: PreviewChoicesProps): ReactNode {
  const { t } = useTranslation();
  const { event } = useStation();
  const words = useEventWords();
  return (
    <fieldset
      className="preview-choices flex flex-wrap gap-2 min-w-0 px-3 py-2 border-b bg-page"
      aria-label={t('editor.preview')}
    >
      <Select
        label={t('editor.printer')}
        labelHidden
        choices={[
          { id: '', label: t('editor.noPrinter') },
          { id: anyColour, label: t('editor.colourPrinter') },
          ...printers.map(({ id, name }) => ({ id, label: name })),
        ]}
        value={shown.printerId ?? (shown.inColour ? anyColour : '')}
        onChange={(id) =>
          onChange({
            ...shown,
            printerId: id === '' || id === anyColour ? null : id,
            inColour: id === anyColour,
          })
        }
      />
      <PersonChoice shown={shown} onChange={onChange} />
      <Select
        label={t('editor.category')}
        labelHidden
        isDisabled={shown.person.kind === 'delegate'}
        choices={event.categories.map(({ id }) => ({ id, label: words.category(id) }))}
        value={shown.category ?? defaultCategory(event)}
        onChange={(category) => onChange({ ...shown, category })}
      />
      <ToggleButton
        className="mark-toggle min-h-target px-3 rounded-md text-sm font-semibold whitespace-nowrap"
        isSelected={shown.training}
        onChange={(training) => onChange({ ...shown, training })}
      >
        {t('editor.training')}
      </ToggleButton>
      <ToggleButton
        className="mark-toggle min-h-target px-3 rounded-md text-sm font-semibold whitespace-nowrap"
        isSelected={shown.attempt}
        onChange={(attempt) => onChange({ ...shown, attempt })}
      >
        {t('editor.attempt')}
      </ToggleButton>
    </fieldset>
  );
}

function PersonChoice({
  shown,
  onChange,
}: Pick<PreviewChoicesProps, 'shown' | 'onChange'>): ReactNode {
  const { t } = useTranslation();
  const { event } = useStation();
  const [searching, setSearching] = useState(false);
  const { person } = shown;
  return (
    <>
      <Select
        label={t('editor.person')}
        labelHidden
        choices={[
          ...samples
            .filter((id) => id !== 'head' || hasDelegations(event))
            .map((id) => ({ id, label: t(`editor.sample.${id}`) })),
          { id: 'delegate', label: t('editor.sample.delegate') },
        ]}
        value={person.kind === 'sample' ? person.id : 'delegate'}
        onChange={(id) => {
          const sample = samples.find((one) => one === id);
          if (sample === undefined) setSearching(true);
          else onChange({ ...shown, person: { kind: 'sample', id: sample } });
        }}
      />
      {searching && (
        <ChooseDelegate
          onClose={() => setSearching(false)}
          onChoose={(delegateId) => {
            setSearching(false);
            onChange({ ...shown, person: { kind: 'delegate', delegateId } });
          }}
        />
      )}
    </>
  );
}

function ChooseDelegate({
  onChoose,
  onClose,
}: {
  onChoose: (delegateId: string) => void;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Dialog
      title={t('editor.chooseDelegate')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={chosen === null}
            onPress={() => {
              if (chosen !== null) onChoose(chosen);
            }}
          >
            {t('editor.showDelegate')}
          </Button>
        </>
      }
    >
      <DelegateFinder chosenId={chosen} onChoose={setChosen} />
    </Dialog>
  );
}
